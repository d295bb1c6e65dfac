import { expect, test } from 'vitest'
import { goesDirect } from './no-proxy.ts'

test.each<readonly [no: string, address: string, isDirect: boolean]>([
  ['', 'http://10.1.2.3', false],
  ['*', 'http://10.1.2.3', true],
  ['10.0.0.0/8', 'http://10.1.2.3', true],
  ['10.0.0.0/8', 'http://11.1.2.3', false],
  ['192.168.0.0/16, 10.0.0.0/8', 'http://10.1.2.3:8080', true],
  ['192.168.0.0/16 10.0.0.0/8', 'http://10.1.2.3:8080', true],
  ['127.0.0.1/32', 'http://127.0.0.1', true],
  ['127.0.0.1/32', 'http://127.0.0.2', false],
  ['127.0.0.0/0', 'http://8.8.8.8', true],
  // Different spellings of an IP address are equal.
  ['127.0.0.0/8', 'http://0x7f.1', true],
  ['fe80::/10', 'http://[fe80::1]', true],
  ['[fe80::]/10', 'http://[fe80::1]', true],
  ['fe80::/10', 'http://[2001:db8::1]', false],
  ['::1', 'http://[0:0:0:0:0:0:0:1]:8080', true],
  ['[::1]:8080', 'http://[::1]:8080', true],
  ['[::1]:8080', 'http://[::1]:8081', false],
  // A network contains IP addresses, not host names.
  ['10.0.0.0/8', 'http://ten.example.com', false],
  ['10.0.0.0/8', 'http://10.0.0.1.example.com', false],
  // Invalid entries are ignored.
  ['10.0.0.0/33,10.0.0.0/x,10.0.0/8,/8,10.0.0.0/', 'http://10.1.2.3', false],
  [',, ,', 'http://10.1.2.3', false],
  ['example.com', 'https://example.com', true],
  ['example.com', 'https://api.example.com', true],
  ['example.com', 'https://badexample.com', false],
  ['.example.com', 'https://api.example.com', true],
  ['*.example.com', 'https://api.example.com', true],
  ['EXAMPLE.com.', 'https://Example.COM', true],
  ['example.com', 'https://example.com.', true],
  ['example.com:8443', 'https://example.com:8443', true],
  ['example.com:8443', 'https://api.example.com:8443', true],
  ['example.com:8443', 'https://example.com', false],
  ['example.com:443', 'https://example.com', true],
  ['example.com:80', 'http://example.com', true],
  ['127.0.0.1:8080', 'http://127.0.0.1:8080', true],
  ['127.0.0.1:8080', 'http://127.0.0.1:9090', false],
  ['*:8080', 'http://example.com:8080', true],
])('NO_PROXY=%s and %s: %s', (no, address, isDirect) => {
  expect(goesDirect(no, new URL(address))).toBe(isDirect)
})
