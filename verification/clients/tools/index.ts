/** All tools, in the order of the table. */
import type { Tool } from '../tool.ts'
import { openapiGenerator } from './openapi-generator.ts'
import { oapiCodegen, openapiPythonClient } from './others.ts'
import { npmTools } from './typescript.ts'

export const tools: readonly Tool[] = [...npmTools, ...openapiGenerator, oapiCodegen, openapiPythonClient]
