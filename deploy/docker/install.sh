#!/bin/sh
# Install one part with only its own dependencies: install.sh <part> <virtual environment>
# The part `kit` is what all of them stand on.
set -eu
part=$1
pip="$2/bin/pip install --quiet --constraint constraints.txt"
$pip setuptools wheel
case "$part" in
  kit) own=psycopg2-binary ;;
  gateway) own="./libs/ce_client ./libs/ce_files ./libs/ce_keys ./proto ./gateway" ;;
  ops) own="./libs/ce_nameko ./libs/ce_client ./libs/ce_files ./libs/ce_keys ./proto ./services/identity ./gateway ./ops" ;;
  identity) own="./libs/ce_nameko ./libs/ce_files ./libs/ce_keys ./services/identity" ;;
  exam) own="./libs/ce_nameko ./libs/ce_files ./libs/ce_keys ./libs/ce_print ./services/exam" ;;
  credit) own="./libs/ce_nameko ./libs/ce_files ./libs/ce_rules ./services/credit $(echo ./services/credit/plugins/*)" ;;
  certificate) own="./libs/ce_nameko ./libs/ce_files ./libs/ce_print ./services/certificate" ;;
  billing) own="./libs/ce_nameko ./services/billing" ;;
  *) own="./libs/ce_nameko ./libs/ce_files ./services/$part" ;;
esac
# shellcheck disable=SC2086  # one word each
$pip --no-build-isolation ./libs/ce_kit $own
