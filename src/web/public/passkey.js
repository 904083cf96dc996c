// Lets the authenticator make a key, or sign with one, and puts its answer into the form of this page. Nothing is fetched and
// nothing is kept. Texts stand in the page.
"use strict";
const form = document.getElementById("passkey");
const octets = (text) => Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (c) => c.charCodeAt(0));
const text = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer))).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
const known = (ids) => ids.split(" ").filter(Boolean).map((id) => ({ type: "public-key", id: octets(id) }));
const put = (name, buffer) => (form.elements[name].value = text(buffer));
const make = async (data) => {
  const made = await navigator.credentials.create({
    publicKey: {
      challenge: octets(data.challenge),
      rp: { id: data.rpId, name: data.service },
      user: { id: octets(data.user), name: data.address, displayName: data.address },
      pubKeyCredParams: [-7, -8, -257].map((alg) => ({ type: "public-key", alg })),
      excludeCredentials: known(data.known),
      authenticatorSelection: { residentKey: "preferred", userVerification: "required" },
      attestation: "none",
    },
  });
  put("client_data", made.response.clientDataJSON);
  put("authenticator_data", made.response.getAuthenticatorData());
};
const sign = async (data) => {
  const signed = await navigator.credentials.get({
    publicKey: {
      challenge: octets(data.challenge),
      rpId: data.rpId,
      allowCredentials: known(data.known),
      userVerification: "required",
    },
  });
  put("credential", signed.rawId);
  put("client_data", signed.response.clientDataJSON);
  put("authenticator_data", signed.response.authenticatorData);
  put("signature", signed.response.signature);
};
const button = document.getElementById("use-key");
button.hidden = false;
button.addEventListener("click", async () => {
  const failed = document.getElementById("no-key");
  failed.hidden = true;
  try {
    await (form.dataset.does === "make" ? make : sign)(form.dataset);
  } catch {
    failed.hidden = false;
    return;
  }
  form.submit();
});
