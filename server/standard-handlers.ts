import { alertsHandlers } from './alerts/handlers.ts'
import { catalogHandlers } from './catalog/handlers.ts'
import { forecastingHandlers } from './forecasting/handlers.ts'
import type { Handlers } from './handlers.ts'
import { inventoryHandlers } from './inventory/handlers.ts'
import { keysHandlers } from './keys/handlers.ts'
import { transfersHandlers } from './transfers/handlers.ts'

/** The handlers of all operations of the contract. */
export const standardHandlers: Handlers = {
  ...catalogHandlers,
  ...inventoryHandlers,
  ...keysHandlers,
  ...transfersHandlers,
  ...alertsHandlers,
  ...forecastingHandlers,
}
