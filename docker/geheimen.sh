#!/bin/sh
# Makes the secrets of a new installation in ./geheimen, once: what exists stays. Keep a copy apart from the database's backup.
set -eu
cd "$(dirname "$0")/.."
umask 077
mkdir -p geheimen

# The folder is closed; the files are readable so that the containers' own user can read them through their mounts.
bewaar() {
  [ -e "geheimen/$1" ] && return 0
  printf '%s\n' "$2" >"geheimen/$1"
  chmod 444 "geheimen/$1"
  echo "gemaakt: geheimen/$1"
}

willekeurig() { head -c "$1" /dev/urandom | base64 | tr -d '\n' | tr '+/' '-_'; }

bewaar secret_key "$(willekeurig 48)"
bewaar melder_sleutels "$(willekeurig 32)"
bewaar database_wachtwoord "$(willekeurig 24)"
bewaar database_url "postgres://wijkwerk:$(cat geheimen/database_wachtwoord)@database:5432/wijkwerk"
bewaar email_url "smtp://mail.gemeente.example:25"
bewaar meldsysteem_sleutel ""
bewaar postvak_url ""
echo "Zet in geheimen/email_url het adres van uw mailserver."
