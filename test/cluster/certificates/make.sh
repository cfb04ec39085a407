#!/bin/sh
# Makes the keys of the fake API server, valid for 50 years, or (expired) for no time at all. They protect nothing.
set -eu
cd "$(dirname "$0")"
key() { openssl ecparam -name prime256v1 -genkey -noout -out "$1.key"; }
sign() { # name subject extensions days
  key "$1"
  openssl req -new -key "$1.key" -subj "$2" -out "$1.csr"
  printf '%s' "$3" >"$1.ext"
  openssl x509 -req -in "$1.csr" -CA ca.crt -CAkey ca.key -CAcreateserial -extfile "$1.ext" $4 -out "$1.crt"
  rm "$1.csr" "$1.ext"
}
key ca
openssl req -x509 -new -key ca.key -days 18250 -subj /CN=test-ca -out ca.crt
key other-ca
openssl req -x509 -new -key other-ca.key -days 18250 -subj /CN=other-ca -out other-ca.crt
sign server /CN=kube-apiserver 'subjectAltName=IP:127.0.0.1,DNS:localhost,DNS:api.test' '-days 18250'
sign misnamed /CN=kube-apiserver 'subjectAltName=DNS:elsewhere.test' '-days 18250'
sign expired /CN=kube-apiserver 'subjectAltName=IP:127.0.0.1' '-days 0'
sign client /O=group-a/CN=jane 'extendedKeyUsage=clientAuth' '-days 18250'
sign expired-client /CN=jane 'extendedKeyUsage=clientAuth' '-days 0'
rm ca.key other-ca.key ca.srl
