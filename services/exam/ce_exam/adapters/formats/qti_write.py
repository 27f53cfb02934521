"""Write QTI 2.1 item packages."""

import io
import zipfile
from collections.abc import Sequence
from xml.etree.ElementTree import Element, SubElement, indent, register_namespace, tostring

from ce_exam.adapters.formats.qti import ITEM, MANIFEST, SPACE
from ce_exam.adapters.formats.words import tags_of
from ce_exam.domain.item import LABELS, Difficulty, Item, ItemKind
from ce_exam.domain.item_list import CODE

QTI = "http://www.imsglobal.org/xsd/imsqti_v2p1"
CP = "http://www.imsglobal.org/xsd/imscp_v1p1"
MD = "http://ltsc.ieee.org/xsd/LOM"
LOM_WORDS = {Difficulty.EASY: "easy", Difficulty.MEDIUM: "medium", Difficulty.HARD: "difficult"}


def write_qti(items: Sequence[Item]) -> bytes:
    """Write a QTI 2.1 package that `read_qti` reads again; the same items give the same bytes."""
    register_namespace("", CP)
    register_namespace("lom", MD)
    manifest = Element(f"{{{CP}}}manifest", identifier="ce-item-bank")
    about = SubElement(manifest, f"{{{CP}}}metadata")
    SubElement(about, f"{{{CP}}}schema").text = "QTIv2.1 Package"
    SubElement(about, f"{{{CP}}}schemaversion").text = "1.0.0"
    SubElement(manifest, f"{{{CP}}}organizations")
    resources = SubElement(manifest, f"{{{CP}}}resources")
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for number, item in enumerate(items, start=1):
            name = f"items/item{number:05}.xml"
            _put_resource(resources, item, number, name)
            _put(archive, name, _item(item, f"item{number:05}"))
        indent(manifest)
        _put(archive, MANIFEST, manifest)
    return file.getvalue()


def _put(archive: zipfile.ZipFile, name: str, root: Element) -> None:
    entry = zipfile.ZipInfo(name)  # of 1980-01-01: no date of today in the bytes
    archive.writestr(entry, tostring(root, encoding="utf-8", xml_declaration=True), zipfile.ZIP_DEFLATED)


def _put_resource(resources: Element, item: Item, number: int, name: str) -> None:
    resource = SubElement(resources, f"{{{CP}}}resource", identifier=f"item{number:05}", type=f"{ITEM}1", href=name)
    lom = SubElement(SubElement(resource, f"{{{CP}}}metadata"), f"{{{MD}}}lom")
    general = SubElement(lom, f"{{{MD}}}general")
    for tag in (f"{CODE}:{item.code}", *tags_of(item)):
        SubElement(SubElement(general, f"{{{MD}}}keyword"), f"{{{MD}}}string", language="zh").text = tag
    difficulty = SubElement(SubElement(lom, f"{{{MD}}}educational"), f"{{{MD}}}difficulty")
    SubElement(difficulty, f"{{{MD}}}value").text = LOM_WORDS[item.difficulty]
    SubElement(resource, f"{{{CP}}}file", href=name)


def _item(item: Item, identifier: str) -> Element:
    several = item.kind is ItemKind.MULTIPLE
    root = Element(
        "assessmentItem",
        xmlns=QTI,
        identifier=identifier,
        title=item.code,
        adaptive="false",
        timeDependent="false",
    )
    response = SubElement(
        root,
        "responseDeclaration",
        identifier="RESPONSE",
        cardinality="multiple" if several else "single",
        baseType="identifier",
    )
    correct = SubElement(response, "correctResponse")
    for label in item.answer:
        SubElement(correct, "value").text = f"choice{label}"
    SubElement(root, "outcomeDeclaration", identifier="SCORE", cardinality="single", baseType="float")
    body = SubElement(root, "itemBody")
    _put_text(SubElement(body, "p"), item.stem)
    interaction = SubElement(
        body,
        "choiceInteraction",
        responseIdentifier="RESPONSE",
        shuffle="false" if item.keeps_order else "true",
        maxChoices="0" if several else "1",
    )
    for label, text in zip(LABELS, item.options, strict=False):
        _put_text(SubElement(interaction, "simpleChoice", identifier=f"choice{label}"), text)
    template = "http://www.imsglobal.org/question/qti_v2p1/rptemplates/match_correct"
    SubElement(root, "responseProcessing", template=template)
    return root


def _put_text(element: Element, text: str) -> None:
    element.set(SPACE, "preserve")
    element.text, *more = text.split("\n")
    for line in more:
        SubElement(element, "br").tail = line
