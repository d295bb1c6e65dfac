/**
 * Error statuses (D03): the shared response for each, and its `details.code` (D02).
 * 405 is returned only for undocumented methods, so no operation declares it.
 */
export const errorStatuses = {
  400: { response: 'BadRequest', code: 'VALIDATION_ERROR' },
  401: { response: 'Unauthorized', code: 'UNAUTHORIZED' },
  403: { response: 'Forbidden', code: 'FORBIDDEN' },
  404: { response: 'NotFound', code: 'NOT_FOUND' },
  409: { response: 'Conflict', code: 'CONFLICT' },
  413: { response: 'PayloadTooLarge', code: 'PAYLOAD_TOO_LARGE' },
  415: { response: 'UnsupportedMediaType', code: 'UNSUPPORTED_MEDIA_TYPE' },
  429: { response: 'TooManyRequests', code: 'RATE_LIMIT_EXCEEDED' },
  500: { response: 'InternalServerError', code: 'INTERNAL_ERROR' },
  503: { response: 'ServiceUnavailable', code: 'SERVICE_UNAVAILABLE' },
}
