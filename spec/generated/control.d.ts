// Generated from spec/control/openapi.yaml by `npm run contract`. Do not edit.

export interface paths {
    "/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get the state of the server
         * @description Returns the base URL of the API and the state of everything that can be controlled.
         */
        get: operations["getStatus"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/reset": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Reset the server
         * @description Restores the state after the start: data, rate-limit counters, clock, generated ids and the deviations of the command line. Removes faults and the received requests. Snapshots remain.
         */
        post: operations["reset"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/snapshots": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List snapshots
         * @description Returns all snapshots, oldest first.
         */
        get: operations["listSnapshots"];
        put?: never;
        /**
         * Create a snapshot
         * @description Keeps the data, the rate-limit counters, the time and the state of the id generator, until the server ends. Deviations, faults and received requests are not part of it. A snapshot with the same name is replaced.
         */
        post: operations["createSnapshot"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/snapshots/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Delete a snapshot
         * @description Frees its space.
         */
        delete: operations["deleteSnapshot"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/snapshots/{name}/restore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Restore a snapshot
         * @description Sets data, rate-limit counters, time and id generator to their state at the snapshot, which remains and can be restored again.
         */
        post: operations["restoreSnapshot"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/data": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Load a data set
         * @description Adds the tenants of a data set, or replaces all data by them. If a part is invalid, nothing is changed.
         */
        post: operations["loadData"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/clock": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get the time
         * @description Returns the time of the server.
         */
        get: operations["getClock"];
        /**
         * Set the clock
         * @description Sets the time, stops the clock or lets it run. What is not given remains.
         */
        put: operations["setClock"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/clock/advance": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Advance the clock
         * @description Moves the time forward. Keys expire, and rate-limit windows end, as if the time had passed.
         */
        post: operations["advanceClock"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/deviations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List active deviations
         * @description Returns the deviations that were added, in order.
         */
        get: operations["listDeviations"];
        put?: never;
        /**
         * Add a deviation
         * @description From now on, requests that meet all conditions are processed by a server with this fault, over the same data.
         */
        post: operations["addDeviation"];
        /**
         * Remove all deviations
         * @description Requests are processed correctly again, also if deviations were given at the start.
         */
        delete: operations["clearDeviations"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/deviations/available": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List all deviations
         * @description Returns every deviation that can be added, with its effect on clients.
         */
        get: operations["listAvailableDeviations"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/deviations/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Remove a deviation
         * @description Requests are no longer affected by it.
         */
        delete: operations["removeDeviation"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/faults": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List active faults
         * @description Returns the faults that were added, in order.
         */
        get: operations["listFaults"];
        put?: never;
        /**
         * Add a fault
         * @description From now on, requests that meet all conditions get a late, broken or rejecting response.
         */
        post: operations["addFault"];
        /**
         * Remove all faults
         * @description Responses are sent normally again.
         */
        delete: operations["clearFaults"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/faults/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Remove a fault
         * @description Requests are no longer affected by it.
         */
        delete: operations["removeFault"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/requests": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List received requests
         * @description Returns the received requests that meet all conditions, oldest first. The server keeps the latest 1000 requests, or fewer if they need more than 16 Mi characters; `dropped` is the number of older ones that it no longer has.
         */
        get: operations["listRequests"];
        put?: never;
        post?: never;
        /**
         * Forget received requests
         * @description Empties the list of received requests.
         */
        delete: operations["clearRequests"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/limits": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List rate-limit counters
         * @description Returns the running windows of every key and address that sent requests.
         */
        get: operations["listLimits"];
        put?: never;
        post?: never;
        /**
         * Reset rate-limit counters
         * @description Begins new windows, for one key or for all keys and addresses.
         */
        delete: operations["resetLimits"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /** @description An error of the control plane. */
        Problem: {
            error: {
                /**
                 * @description Machine-readable kind of error.
                 * @enum {unknown}
                 */
                code: "INVALID" | "NOT_FOUND" | "CONFLICT" | "FORBIDDEN" | "METHOD_NOT_ALLOWED" | "UNSUPPORTED_MEDIA_TYPE" | "TOO_LARGE" | "FAILED" | "UNAVAILABLE";
                /** @description What was expected and what came. */
                message: string;
                /** @description Every invalid part; empty if the message is about the whole request. */
                issues: {
                    /** @description JSON pointer into the body, or name of a parameter. */
                    path: string;
                    /** @description What was expected. */
                    message: string;
                }[];
            };
        };
        /** @description The state of the server. */
        Status: {
            /** @description Base URL of the API. */
            baseUrl: string;
            /** @description Version of the contract of the API. */
            contractVersion: string;
            clock: components["schemas"]["Clock"];
            /** @description Seed of ids and random choices; `null` if they differ with every start. */
            seed: string | null;
            /** @description Number of received requests that are kept. */
            requests: number;
            /** @description Number of active deviations. */
            deviations: number;
            /** @description Number of active faults. */
            faults: number;
            /** @description Number of snapshots. */
            snapshots: number;
        };
        /** @description Letters, digits, dots, underscores and hyphens. By default `snapshot-1`, `snapshot-2` and so on. */
        SnapshotName: string;
        /** @description A kept state of the server. */
        Snapshot: {
            name: components["schemas"]["SnapshotName"];
            /**
             * Format: date-time
             * @description Time of the server at the snapshot.
             */
            time: string;
        };
        /** @description The time of the server. */
        Clock: {
            /**
             * Format: date-time
             * @description The current time.
             */
            now: string;
            /** @description Whether the time passes. */
            running: boolean;
        };
        /**
         * @description Milliseconds, or numbers with the units ms, s, m, h and d.
         * @example 1h30m
         */
        Duration: number | string;
        /** @description The public id of a key (`NORDADMIN`), or the whole key, of which only the public id is used. */
        KeyReference: string;
        /**
         * @description Only requests of this operation. Conditions are optional; all given ones must be met.
         * @example createProduct
         */
        OperationName: string;
        /**
         * @description Only this many requests; afterwards nothing is affected.
         * @example 2
         */
        Next: number;
        /**
         * @description Share of the requests, chosen at random. A seed makes the choice reproducible.
         * @example 0.5
         */
        Probability: number;
        /**
         * @description Area and fault.
         * @example authentication/expired-key-accepted
         */
        DeviationName: string;
        /** @description A deviation to add. */
        NewDeviation: {
            name: components["schemas"]["DeviationName"];
            operation?: components["schemas"]["OperationName"];
            key?: components["schemas"]["KeyReference"];
            next?: components["schemas"]["Next"];
            probability?: components["schemas"]["Probability"];
        };
        /** @description An active deviation with its conditions. */
        ActiveDeviation: {
            id: components["schemas"]["RuleId"];
            affected: components["schemas"]["Affected"];
            name: components["schemas"]["DeviationName"];
            operation?: components["schemas"]["OperationName"];
            key?: components["schemas"]["KeyReference"];
            next?: components["schemas"]["Next"];
            probability?: components["schemas"]["Probability"];
        };
        /**
         * @description Id for removal.
         * @example deviation-1
         */
        RuleId: string;
        /**
         * @description Number of affected requests so far.
         * @example 0
         */
        Affected: number;
        /** @description A fault to add. `status` rejects the request with a documented error, after it was counted; it needs `status`. `latency` delays the response and needs `delay`. `drop` closes the connection and needs `at`. `slow-body` sends the body in ten pieces and needs `duration`. */
        NewFault: {
            type: components["schemas"]["FaultType"];
            status?: components["schemas"]["FaultStatus"];
            reason?: components["schemas"]["FaultReason"];
            retryAfter?: components["schemas"]["FaultRetryAfter"];
            delay?: components["schemas"]["FaultDelay"];
            at?: components["schemas"]["FaultAt"];
            duration?: components["schemas"]["FaultDuration"];
            operation?: components["schemas"]["OperationName"];
            key?: components["schemas"]["KeyReference"];
            next?: components["schemas"]["Next"];
            probability?: components["schemas"]["Probability"];
        } & (unknown & unknown & unknown & unknown & unknown & unknown & unknown & unknown & unknown & unknown);
        /** @description An active fault with its conditions. */
        ActiveFault: {
            id: components["schemas"]["RuleId"];
            affected: components["schemas"]["Affected"];
            type: components["schemas"]["FaultType"];
            status?: components["schemas"]["FaultStatus"];
            reason?: components["schemas"]["FaultReason"];
            retryAfter?: components["schemas"]["FaultRetryAfter"];
            delay?: components["schemas"]["FaultDelay"];
            at?: components["schemas"]["FaultAt"];
            duration?: components["schemas"]["FaultDuration"];
            operation?: components["schemas"]["OperationName"];
            key?: components["schemas"]["KeyReference"];
            next?: components["schemas"]["Next"];
            probability?: components["schemas"]["Probability"];
        };
        /**
         * @description Kind of fault.
         * @example status
         * @enum {string}
         */
        FaultType: "status" | "latency" | "drop" | "slow-body";
        /**
         * @description Status of an error that the contract documents.
         * @example 503
         */
        FaultStatus: number;
        /**
         * @description The `details.reason`, if the contract has several for the status.
         * @example EXPIRED_API_KEY
         */
        FaultReason: string;
        /**
         * @description Seconds in `Retry-After` of a 429 or 503.
         * @example 1
         */
        FaultRetryAfter: number;
        /**
         * @description Milliseconds, or a range from which each response draws. The request is processed at once.
         * @example 200
         */
        FaultDelay: number | {
            /** @description Shortest delay in milliseconds. */
            min: number;
            /** @description Longest delay in milliseconds. */
            max: number;
        };
        /**
         * @description `request` closes the connection without processing the request. The others process it, and close before the response, after its headers, or in its body.
         * @example response
         * @enum {string}
         */
        FaultAt: "request" | "response" | "headers" | "body";
        /**
         * @description Milliseconds until the last piece of the body.
         * @example 2000
         */
        FaultDuration: number;
        /** @description A received request. Secrets of keys and cookies are masked. */
        ReceivedRequest: {
            /** @description From 1, in the order of the responses. */
            number: number;
            /**
             * Format: date-time
             * @description Time of arrival on the clock of the server.
             */
            time: string;
            /** @description Method. */
            method: string;
            /** @description Path as sent. */
            path: string;
            /** @description Operation of the contract. */
            operation: string | null;
            /** @description Id of the tenant, if the key was accepted. */
            tenant: string | null;
            /** @description Id of the key, if it was accepted. */
            keyId: string | null;
            /** @description Public id of the sent key. */
            key: string | null;
            /** @description Headers, with masked credentials. */
            headers: Record<string, never>;
            /** @description Decoded query parameters. */
            query: Record<string, never>;
            /** @description The parsed body; `null` if there was none or if it was not read. */
            body: unknown;
            /** @description Status of the response; `null` if the request was not processed. */
            status: number | null;
            /** @description The `details.code` of an error. */
            error: string | null;
            /** @description Id of the response. */
            requestId: string | null;
            /** @description Ids of the deviations and faults that affected it. */
            affectedBy: string[];
        };
        /** @description The running windows of a key or an address. */
        LimitState: {
            /** @description Id of the key. */
            keyId: string | null;
            /** @description Id of the tenant of the key. */
            tenant: string | null;
            /** @description Address, for requests without a valid key. */
            address: string | null;
            /** @description The running windows. */
            windows: {
                /** @description Length. */
                seconds: number;
                /** @description Allowed requests. */
                limit: number;
                /** @description Counted requests. */
                used: number;
                /** @description Requests that are left. */
                remaining: number;
                /**
                 * Format: date-time
                 * @description End of the window.
                 */
                resetAt: string;
            }[];
        };
        /** @description Data to load. */
        DataSet: {
            /** @description New tenants. */
            tenants: components["schemas"]["TenantData"][];
        };
        /** @description A tenant with its data, which are created in the order of these properties. Absent ids are generated. */
        TenantData: {
            /** @description Short name; the id of the tenant is `tenant_` with it. */
            slug: string;
            /** @description Display name; the slug by default. */
            name?: string;
            /** @description API keys. */
            keys?: components["schemas"]["KeyData"][];
            /** @description Locations with their bins. */
            locations?: components["schemas"]["LocationData"][];
            /** @description Reasons for adjustments. */
            reasonCodes?: components["schemas"]["ReasonCodeData"][];
            /** @description Sales channels. */
            channels?: components["schemas"]["ChannelData"][];
            /** @description Products. */
            products?: components["schemas"]["ProductData"][];
            /** @description Stock lines. */
            stock?: components["schemas"]["StockData"][];
            /** @description Writes of any other kind, as operations of the API. */
            requests?: components["schemas"]["RequestData"][];
        };
        /** @description An id of your choice. */
        GivenId: string;
        /** @description An API key. */
        KeyData: {
            /** @description The text of the key; generated by default. */
            key?: string;
            id?: components["schemas"]["GivenId"];
            name?: components["schemas"]["KeyName"];
            scopes?: components["schemas"]["Scopes"];
            /**
             * Format: date-time
             * @description When it expires; never by default.
             */
            expiresAt?: string | null;
            /** @description Whether it is revoked. */
            revoked?: boolean;
            allowedIps?: components["schemas"]["AllowedIps"];
        };
        /** @description A location. */
        LocationData: {
            id?: components["schemas"]["GivenId"];
            /** @description Name. */
            name: string;
            /** @description Names of its bins. */
            bins?: string[];
        };
        /** @description A reason for adjustments. */
        ReasonCodeData: {
            id?: components["schemas"]["GivenId"];
            code: components["schemas"]["ReasonCodeName"];
            label?: components["schemas"]["ReasonCodeLabel"];
            /** @description When to use it. */
            description?: string | null;
        };
        /** @description A sales channel. */
        ChannelData: {
            id: components["schemas"]["GivenId"];
            /** @description Name; the id by default. */
            name?: string;
            type?: components["schemas"]["ChannelType"];
            /** @description Units that it must not sell; 0 by default. */
            safetyStock?: number;
            /** @description Largest quantity that counts as low; 10 by default. */
            lowAtpThreshold?: number;
        };
        /** @description A product, as for `createProduct`, with an optional id. */
        ProductData: {
            id?: components["schemas"]["GivenId"];
            sku: components["schemas"]["Sku"];
            name: components["schemas"]["ProductName"];
            description?: components["schemas"]["ProductDescription"];
            status?: components["schemas"]["ProductStatus"];
            unitOfMeasure?: components["schemas"]["UnitOfMeasure"];
            unitCost?: components["schemas"]["UnitCost"];
            currency?: components["schemas"]["Currency"];
            lotTracked?: components["schemas"]["LotTracked"];
        };
        /** @description A stock line. */
        StockData: {
            id?: components["schemas"]["GivenId"];
            /** @description Id or SKU of a product of the tenant. */
            product: string;
            /** @description Id or name of a location of the tenant. */
            location: string;
            /** @description Name of a bin of the location. */
            bin?: string;
            /** @description Lot of the product. */
            lot?: {
                /** @description Lot number. */
                number: string;
                /**
                 * Format: date
                 * @description Last day on which it can be sold.
                 */
                expiryDate?: string | null;
            };
            /** @description Units on hand. */
            quantity: number;
            /** @description Reserved units of these. */
            reserved?: number;
            /** @description Held units of these. */
            onHold?: number;
        };
        /** @description A write of the API with full permissions. An object `{"ref": "NAME"}` in `params` or `body` stands for the id of a product (by SKU), a location (by name), a reason code (by code) or an earlier request of the tenant (by its `as`). */
        RequestData: {
            /** @description A name for the `id` in the result. */
            as?: string;
            /** @description Operation of the contract, other than a read. */
            operation: string;
            /** @description Path parameters. */
            params?: Record<string, never>;
            /** @description The body. */
            body?: unknown;
        };
        /** @description What a data set created. */
        LoadedData: {
            tenants: {
                /** @description Id of the tenant. */
                id: string;
                /** @description Slug of the tenant. */
                slug: string;
                /** @description Texts of its keys, in order. */
                keys: string[];
                /** @description Ids by SKU, location name, reason code and `as`. */
                ids: {
                    [key: string]: string;
                };
            }[];
        };
        /**
         * @description Name of the key, for example its purpose.
         * @example Warehouse integration
         */
        KeyName: string;
        /**
         * @description A permission, a wildcard such as `inventory.*` that covers all permissions with this prefix, or `*` for all permissions.
         * @example inventory.read
         * @enum {string}
         */
        Scope: "admin.alerts.read" | "admin.alerts.write" | "admin.keys.read" | "admin.keys.write" | "forecast.read" | "forecast.write" | "inventory.adjust" | "inventory.read" | "inventory.write" | "products.read" | "products.write" | "transfers.approve" | "transfers.execute" | "transfers.read" | "transfers.write" | "*" | "admin.*" | "admin.alerts.*" | "admin.keys.*" | "forecast.*" | "inventory.*" | "products.*" | "transfers.*";
        /**
         * @description Scopes of the key. A key without scopes is valid but has no permissions.
         * @example [
         *       "inventory.read",
         *       "products.*"
         *     ]
         */
        Scopes: components["schemas"]["Scope"][];
        /**
         * @description IP addresses (IPv4 or IPv6) from which the key can be used; empty if any address can use it.
         * @example [
         *       "192.0.2.10"
         *     ]
         */
        AllowedIps: string[];
        /**
         * @description Machine-readable name of the reason code, unique within the tenant: uppercase letters, digits and `_`, starting with a letter.
         * @example CYCLE_COUNT
         */
        ReasonCodeName: string;
        /**
         * @description Human-readable label of the reason code.
         * @example Cycle Count
         */
        ReasonCodeLabel: string;
        /**
         * @description Type of the channel. `E_COMMERCE`: an online shop of the tenant. `MARKETPLACE`: an online shop of a third party. `RETAIL`: physical stores. `WHOLESALE`: resellers.
         * @example E_COMMERCE
         * @enum {string}
         */
        ChannelType: "E_COMMERCE" | "MARKETPLACE" | "RETAIL" | "WHOLESALE";
        /**
         * @description Stock-keeping unit, unique among the products of the tenant: letters, digits, `.`, `_`, `-` and `/`.
         * @example SKU-123
         */
        Sku: string;
        /**
         * @description Name of the product.
         * @example Trail Running Shoe
         */
        ProductName: string;
        /**
         * @description Free text about the product.
         * @example Light shoe for gravel and forest paths
         */
        ProductDescription: string | null;
        /**
         * @description Status of the product. `DRAFT`: not sold yet. `ACTIVE`: sold. `DISCONTINUED`: no longer sold; there may be remaining stock.
         * @example ACTIVE
         * @enum {string}
         */
        ProductStatus: "DRAFT" | "ACTIVE" | "DISCONTINUED";
        /**
         * @description Unit of measure of the stock.
         * @example EACH
         * @enum {string}
         */
        UnitOfMeasure: "EACH" | "CASE" | "PALLET" | "KILOGRAM" | "LITRE" | "METRE";
        /**
         * Format: double
         * @description Cost of one unit, in `currency`; `null` if unknown.
         * @example 10.5
         */
        UnitCost: number | null;
        /**
         * @description Currency of the amounts in the same object, as an ISO 4217 code.
         * @example EUR
         */
        Currency: string;
        /**
         * @description Whether the stock of the product is tracked by lot.
         * @example true
         */
        LotTracked: boolean;
    };
    responses: {
        /** @description The request is invalid, or not possible now. */
        Problem: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Problem"];
            };
        };
        /** @description How many were removed. */
        Removed: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": {
                    /** @description Number of removed items. */
                    removed: number;
                };
            };
        };
    };
    parameters: {
        /**
         * @description Name of the snapshot.
         * @example after-import
         */
        SnapshotName: components["schemas"]["SnapshotName"];
        /**
         * @description Id from the response that added it.
         * @example fault-1
         */
        Id: string;
    };
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    getStatus: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The state. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Status"];
                };
            };
            "4XX": components["responses"]["Problem"];
        };
    };
    reset: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The state after the reset. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Status"];
                };
            };
            "4XX": components["responses"]["Problem"];
        };
    };
    listSnapshots: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The snapshots. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        snapshots: components["schemas"]["Snapshot"][];
                    };
                };
            };
            "4XX": components["responses"]["Problem"];
        };
    };
    createSnapshot: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    name?: components["schemas"]["SnapshotName"];
                };
            };
        };
        responses: {
            /** @description The snapshot. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Snapshot"];
                };
            };
            "4XX": components["responses"]["Problem"];
        };
    };
    deleteSnapshot: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Name of the snapshot.
                 * @example after-import
                 */
                name: components["parameters"]["SnapshotName"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The deleted snapshot. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Snapshot"];
                };
            };
            "4XX": components["responses"]["Problem"];
        };
    };
    restoreSnapshot: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Name of the snapshot.
                 * @example after-import
                 */
                name: components["parameters"]["SnapshotName"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The restored snapshot. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Snapshot"];
                };
            };
            "4XX": components["responses"]["Problem"];
        };
    };
    loadData: {
        parameters: {
            query?: {
                /**
                 * @description Whether to delete all other data first.
                 * @example true
                 */
                replace?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DataSet"];
            };
        };
        responses: {
            /** @description What was created. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LoadedData"];
                };
            };
            "4XX": components["responses"]["Problem"];
        };
    };
    getClock: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The time. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Clock"];
                };
            };
            "4XX": components["responses"]["Problem"];
        };
    };
    setClock: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * Format: date-time
                     * @description The new time.
                     */
                    now?: string;
                    /** @description Whether the time passes. */
                    running?: boolean;
                };
            };
        };
        responses: {
            /** @description The new time. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Clock"];
                };
            };
            "4XX": components["responses"]["Problem"];
        };
    };
    advanceClock: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    by: components["schemas"]["Duration"];
                };
            };
        };
        responses: {
            /** @description The new time. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Clock"];
                };
            };
            "4XX": components["responses"]["Problem"];
        };
    };
    listDeviations: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The active deviations. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        deviations: components["schemas"]["ActiveDeviation"][];
                    };
                };
            };
            "4XX": components["responses"]["Problem"];
        };
    };
    addDeviation: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewDeviation"];
            };
        };
        responses: {
            /** @description The active deviation. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ActiveDeviation"];
                };
            };
            "4XX": components["responses"]["Problem"];
        };
    };
    clearDeviations: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["Removed"];
            "4XX": components["responses"]["Problem"];
        };
    };
    listAvailableDeviations: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All deviations. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        deviations: {
                            name: components["schemas"]["DeviationName"];
                            /** @description The fault and its effect on clients. */
                            harm: string;
                            /** @description The part of the server that is faulty. */
                            part: string;
                        }[];
                    };
                };
            };
            "4XX": components["responses"]["Problem"];
        };
    };
    removeDeviation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id from the response that added it.
                 * @example fault-1
                 */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["Removed"];
            "4XX": components["responses"]["Problem"];
        };
    };
    listFaults: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The active faults. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        faults: components["schemas"]["ActiveFault"][];
                    };
                };
            };
            "4XX": components["responses"]["Problem"];
        };
    };
    addFault: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewFault"];
            };
        };
        responses: {
            /** @description The active fault. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ActiveFault"];
                };
            };
            "4XX": components["responses"]["Problem"];
        };
    };
    clearFaults: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["Removed"];
            "4XX": components["responses"]["Problem"];
        };
    };
    removeFault: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id from the response that added it.
                 * @example fault-1
                 */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["Removed"];
            "4XX": components["responses"]["Problem"];
        };
    };
    listRequests: {
        parameters: {
            query?: {
                /**
                 * @description Operation of the contract.
                 * @example createProduct
                 */
                operation?: string;
                /**
                 * @description Public id or id of the key.
                 * @example NORDADMIN
                 */
                key?: components["schemas"]["KeyReference"];
                /**
                 * @description Status of the response.
                 * @example 201
                 */
                status?: number;
                /**
                 * @description Method of the request.
                 * @example POST
                 */
                method?: string;
                /**
                 * @description Path, with or without `/api`.
                 * @example /products
                 */
                path?: string;
                /**
                 * @description Requests from this time on, on the clock of the server.
                 * @example 2026-06-01T08:00:00Z
                 */
                since?: string;
                /**
                 * @description How many of the latest of them to return; 0 only counts.
                 * @example 10
                 */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The received requests. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        requests: components["schemas"]["ReceivedRequest"][];
                        /** @description Number of requests that meet the conditions. */
                        count: number;
                        /** @description Number of older requests that are no longer kept. */
                        dropped: number;
                    };
                };
            };
            "4XX": components["responses"]["Problem"];
        };
    };
    clearRequests: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["Removed"];
            "4XX": components["responses"]["Problem"];
        };
    };
    listLimits: {
        parameters: {
            query?: {
                /**
                 * @description Public id or id of the key.
                 * @example NORDADMIN
                 */
                key?: components["schemas"]["KeyReference"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The counters. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        limits: components["schemas"]["LimitState"][];
                    };
                };
            };
            "4XX": components["responses"]["Problem"];
        };
    };
    resetLimits: {
        parameters: {
            query?: {
                /**
                 * @description Public id or id of the key.
                 * @example NORDADMIN
                 */
                key?: components["schemas"]["KeyReference"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["Removed"];
            "4XX": components["responses"]["Problem"];
        };
    };
}
