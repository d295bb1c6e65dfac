/** The demo keys by permissions or status. */
export type DemoKeyName = 'administrator' | 'reader' | 'none' | 'expired' | 'revoked'

/** The text of every demo key, by tenant and name. The keys are public: do not store other data in a database with demo data. */
export const demoKeys = {
  nordwind: {
    administrator: 'bdk_demo_NORDADMIN_4hK9vQm2XwT7cZr8LbYs6NfJd3GpE5uAiR01',
    reader: 'bdk_demo_NORDREADER_m8TzW3qLxV6yBnK2sHcP9rJf7DgU4eXaQ502',
    none: 'bdk_demo_NORDNONE_Z6rFvY9pHk3TwMs8CxLq2BnGj5JdU7eKaS03',
    expired: 'bdk_demo_NORDEXPIRED_c2XwB7mNq9ZsKv4TfHr8LyPg6JdE3uRaW04',
    revoked: 'bdk_demo_NORDREVOKED_t5LpS8kVy2GxRn7QzBm4WcHf9JdT6eUaZ05',
  },
  suedlicht: {
    administrator: 'bdk_demo_SUEDADMIN_w9QnC4xKt6VmZs3PrLy8BfHg2JdY7eEaN06',
    reader: 'bdk_demo_SUEDREADER_k7VtR2zPm5XwLq9NsBc4HyGf8JdS3uTaK07',
    none: 'bdk_demo_SUEDNONE_y3MxK8bWs6TrZv2QnPc9LfHg5JdR4eVaM08',
    expired: 'bdk_demo_SUEDEXPIRED_p6ZsN9vLx3KwTm7RqBy2CfHg8JdW5uQaX09',
    revoked: 'bdk_demo_SUEDREVOKED_r4TwX7nBz8MkVs2LqPy9GcHf3JdK6eYaB10',
  },
} as const satisfies Record<string, Record<DemoKeyName, string>>

export type DemoTenant = keyof typeof demoKeys

/** The text of the keys of the large data set (`--dataset large`), by name; as public as the others. */
export const largeKeys = {
  administrator: 'bdk_demo_WELTADMIN_d7LqX2vTn9KsRw4HcPy6BzFg8JmE3uGaV11',
  reader: 'bdk_demo_WELTREADER_h3ZtM8wQx5VnKc9PsLb2GyRf7JdU6eXaT12',
} as const satisfies Partial<Record<DemoKeyName, string>>
