#!/bin/sh
# Install one part with only its own dependencies: install.sh <part> <virtual environment>
set -eu
part=$1
pip="$2/bin/pip install --no-cache-dir --quiet --constraint constraints.txt"
$pip setuptools wheel
case "$part" in
  gateway) $pip --no-build-isolation ./libs/ce_kit[postgresql] ./proto ./gateway ;;
  credit) $pip --no-build-isolation ./libs/ce_kit[postgresql,sheets] ./libs/ce_rules ./services/credit ./services/credit/plugins/* ;;
  certificate | exam) $pip --no-build-isolation "./libs/ce_kit[postgresql,sheets]" ./libs/ce_print "./services/$part" ;;
  *) $pip --no-build-isolation "./libs/ce_kit[postgresql,sheets]" "./services/$part" ;;
esac
