import { ServiceUnavailable } from '../../service-unavailable.ts'

/** The state of the control plane cannot be used; the message is one sentence for the operator. What was asked for may have been done nevertheless. */
export class ControlUnavailable extends ServiceUnavailable {
  override readonly name = 'ControlUnavailable'
  readonly service = 'the control plane'
}
