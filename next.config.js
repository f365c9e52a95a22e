/** @type {import('next').NextConfig} */
const nextConfig = {
  reactStrictMode: true,
  poweredByHeader: false,
  devIndicators: false,
  // `npm run check` checks the types, of tests and processes too; a build need not do it again.
  typescript: { ignoreBuildErrors: true },
  serverExternalPackages: [
    'better-sqlite3',
    '@prisma/client',
    '@prisma/adapter-better-sqlite3',
    'playwright-core',
  ],
  experimental: {
    // Pages that a role may not see answer 403 (app/(dashboard)/forbidden.tsx).
    authInterrupts: true,
    // A HAR file or an OpenAPI document to import is longer than the usual megabyte.
    serverActions: { bodySizeLimit: '20mb' },
    // Code that stays on the server gains nothing from being small: a third of the build's time.
    serverMinification: false,
    turbopackSourceMaps: false,
  },
  // The former addresses live on in bookmarks and in notifications already sent.
  redirects: async () => [
    { source: '/routine/:path*', destination: '/automation/:path*', permanent: true },
    { source: '/suite/:path*', destination: '/suites/:path*', permanent: true },
  ],
};

export default nextConfig;
