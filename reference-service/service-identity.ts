export const serviceName = 'plimsoll-reference';
export const serviceVersion = '0.1.0';
