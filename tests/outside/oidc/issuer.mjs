// An issuer on this computer: whoever logs in as NAME is who `people` says. Usage: node issuer.mjs PORT BACK
import Provider from 'oidc-provider';

const [port, back] = process.argv.slice(2);
const issuer = `http://127.0.0.1:${port}`;
const people = {
  piet: { name: 'Piet de Vries', given_name: 'Piet', family_name: 'de Vries', birthdate: '1980-03-12' },
  klaas: { name: 'Klaas Vaak', given_name: 'Klaas', family_name: 'Vaak', birthdate: '1980-03-12' },
};
const provider = new Provider(issuer, {
  clients: [{ client_id: 'recepis', client_secret: 'a-secret-of-the-service', redirect_uris: [back], grant_types: ['authorization_code'] }],
  claims: { openid: ['sub'], profile: ['name', 'given_name', 'family_name', 'birthdate'] },
  findAccount: (_, id) => ({ accountId: id, claims: () => ({ sub: id, ...people[id] }) }),
  features: { devInteractions: { enabled: true } },
  pkce: { required: () => true },
  cookies: { keys: ['only for this test'] },
});
provider.listen(Number(port), '127.0.0.1', () => console.log('ready'));
