const isDevelopment = process.env.NODE_ENV === 'development';

// Everything a page needs comes from this server. Next's own inline scripts need 'unsafe-inline'.
const contentSecurityPolicy = [
  "default-src 'self'",
  `script-src 'self' 'unsafe-inline'${isDevelopment ? " 'unsafe-eval'" : ''}`,
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self' data:",
  `connect-src 'self'${isDevelopment ? ' ws:' : ''}`,
  "object-src 'none'",
  "base-uri 'self'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

// The report builder shows a report's page beside its choices.
const framedHeaders = [
  {
    key: 'Content-Security-Policy',
    value: contentSecurityPolicy.replace("frame-ancestors 'none'", "frame-ancestors 'self'"),
  },
  { key: 'X-Frame-Options', value: 'SAMEORIGIN' },
];

// The address is the key: no other page may learn it.
const sharedHeaders = [
  { key: 'Referrer-Policy', value: 'no-referrer' },
  { key: 'X-Robots-Tag', value: 'noindex' },
];

const securityHeaders = [
  { key: 'Content-Security-Policy', value: contentSecurityPolicy },
  { key: 'X-Content-Type-Options', value: 'nosniff' },
  { key: 'X-Frame-Options', value: 'DENY' },
  { key: 'Referrer-Policy', value: 'same-origin' },
  { key: 'Permissions-Policy', value: 'camera=(), microphone=(), geolocation=()' },
];

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
  headers: async () => [
    { source: '/:path*', headers: securityHeaders },
    { source: '/print', headers: framedHeaders },
    { source: '/shared/:token', headers: sharedHeaders },
  ],
};

export default nextConfig;
