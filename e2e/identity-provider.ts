import { createServer, type RequestListener } from 'node:http';
import Provider from 'oidc-provider';

export interface IdentityProvider {
  /** The settings of a dashboard that trusts it, whose address this is. */
  settingsFor(url: string): Record<string, string>;
  close(): void;
}

/** A real one (OpenID Connect), which believes whoever says who they are. */
export async function startIdentityProvider(): Promise<IdentityProvider> {
  let answer: RequestListener = (_, response) => void response.writeHead(503).end();
  const server = createServer((request, response) => answer(request, response));
  await new Promise<void>((listening) => void server.listen(0, '127.0.0.1', listening));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const issuer = `http://127.0.0.1:${port}`;
  return {
    settingsFor(url) {
      const client = { client_id: 'plimsoll', client_secret: 'a-secret-of-the-client' };
      const provider = new Provider(issuer, {
        clients: [{ ...client, redirect_uris: [`${url}/api/auth/callback/sso`] }],
        claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
        conformIdTokenClaims: false,
        pkce: { required: () => true },
        findAccount: (_context, id) => ({
          accountId: id,
          claims: () => ({ sub: id, email: id, email_verified: true, name: id }),
        }),
      });
      answer = provider.callback();
      return {
        PLIMSOLL_PUBLIC_URL: url,
        PLIMSOLL_OIDC_ISSUER: issuer,
        PLIMSOLL_OIDC_CLIENT_ID: client.client_id,
        PLIMSOLL_OIDC_CLIENT_SECRET: client.client_secret,
      };
    },
    close: () => server.close(),
  };
}
