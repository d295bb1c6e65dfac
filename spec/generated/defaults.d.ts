// Generated from spec/openapi.yaml by `npm run contract`. Do not edit.

export interface Defaults {
  listProducts: { query: 'page' | 'limit' | 'sortBy' | 'sortOrder'; body: never }
  createProduct: { query: never; body: 'description' | 'status' | 'unitOfMeasure' | 'unitCost' | 'currency' | 'lotTracked' }
  getProduct: { query: never; body: never }
  updateProduct: { query: never; body: never }
  deleteProduct: { query: never; body: never }
  listProductAttributes: { query: 'page' | 'limit' | 'sortBy' | 'sortOrder'; body: never }
  createProductAttributes: { query: never; body: never }
  applyProductAttributes: { query: never; body: never }
  listProductCategories: { query: 'page' | 'limit' | 'sortBy' | 'sortOrder'; body: never }
  assignProductCategories: { query: never; body: never }
  applyProductCategories: { query: never; body: never }
  suggestProductCategories: { query: never; body: 'taxonomyId' | 'maxSuggestions' }
  listProductHistory: { query: 'page' | 'limit' | 'sortBy' | 'sortOrder'; body: never }
  listProductInventoryLevels: { query: 'page' | 'limit' | 'sortBy' | 'sortOrder'; body: never }
  listProductLinks: { query: 'page' | 'limit' | 'sortBy' | 'sortOrder'; body: never }
  createProductLink: { query: never; body: 'note' }
  listProductVariants: { query: 'page' | 'limit' | 'sortBy' | 'sortOrder'; body: never }
  createProductVariant: { query: never; body: 'status' }
  listCategories: { query: 'page' | 'limit' | 'sortBy' | 'sortOrder'; body: never }
  createCategory: { query: never; body: 'parentId' | 'description' | 'keywords' }
  getCategory: { query: never; body: never }
  listAttributes: { query: 'page' | 'limit' | 'sortBy' | 'sortOrder'; body: never }
  createAttribute: { query: never; body: 'description' | 'allowedValues' | 'unit' }
  listTaxonomies: { query: 'page' | 'limit' | 'sortBy' | 'sortOrder'; body: never }
  getTaxonomy: { query: never; body: never }
  listInventory: { query: 'page' | 'limit' | 'sortBy' | 'sortOrder'; body: never }
  adjustInventory: { query: never; body: 'comment' | 'rootCause' }
  listAdjustments: { query: 'page' | 'limit' | 'sortBy' | 'sortOrder'; body: never }
  createAdjustment: { query: never; body: 'comment' | 'rootCause' }
  createLotCorrection: { query: never; body: 'expiryDate' | 'comment' | 'rootCause' }
  listReasonCodes: { query: 'page' | 'limit' | 'sortBy' | 'sortOrder'; body: never }
  listRecordedStock: { query: 'page' | 'limit' | 'sortBy' | 'sortOrder'; body: never }
  recordStock: { query: never; body: 'lotNumber' | 'expiryDate' | 'binId' | 'comment' | 'rootCause' }
  listAvailability: { query: 'page' | 'limit' | 'sortBy' | 'sortOrder' | 'includeExpired' | 'includeRecalled' | 'includeOnHold' | 'summary' | 'includeStockLines'; body: never }
  getAvailability: { query: never; body: never }
  setAvailability: { query: never; body: never }
  checkAvailability: { query: never; body: never }
  listChannelLocationAtp: { query: 'page' | 'limit' | 'sortBy' | 'sortOrder'; body: never }
  getChannelLocationDrilldown: { query: never; body: never }
  listChannelSummaries: { query: 'page' | 'limit' | 'sortBy' | 'sortOrder'; body: never }
  upsertInventoryLevel: { query: never; body: 'minQuantity' | 'reorderQuantity' | 'maxQuantity' | 'status' | 'abcClass' | 'expectedLeadTimeDays' | 'replenishmentPeriodDays' | 'forecastPeriodDays' | 'forecastQuantity' | 'preferredBinLocationId' | 'replenishmentLocationId' | 'comments' }
  getInventoryAnalytics: { query: never; body: never }
  listCycleCounts: { query: 'page' | 'limit' | 'sortBy' | 'sortOrder'; body: never }
  createCycleCount: { query: never; body: 'type' | 'productMasterIds' | 'scheduledDate' | 'autoAdjust' | 'reasonCodeId' | 'comment' }
  getCycleCount: { query: never; body: never }
  recordCycleCountLines: { query: never; body: never }
  completeCycleCount: { query: never; body: never }
  listTransfers: { query: 'page' | 'limit' | 'sortBy' | 'sortOrder'; body: never }
  createTransfer: { query: never; body: 'comment' }
  getTransfer: { query: never; body: never }
  updateTransfer: { query: never; body: never }
  listTransferBins: { query: 'page' | 'limit' | 'sortBy' | 'sortOrder'; body: never }
  listTransferRecommendations: { query: 'page' | 'limit' | 'sortBy' | 'sortOrder'; body: never }
  generateTransferRecommendations: { query: never; body: 'locationId' | 'minStockDifferencePct' | 'requirePositiveROI' | 'unitMargin' | 'fixedTransferCost' | 'unitTransferCost' | 'currency' }
  getTransferRecommendation: { query: never; body: never }
  approveTransferRecommendation: { query: never; body: 'comment' }
  executeTransferRecommendation: { query: never; body: never }
  rejectTransferRecommendation: { query: never; body: 'comment' }
  listPendingTransferRecommendations: { query: 'page' | 'limit' | 'sortBy' | 'sortOrder'; body: never }
  getAlertConfig: { query: never; body: never }
  replaceAlertConfig: { query: never; body: never }
  listAlertHistory: { query: 'page' | 'limit' | 'sortBy' | 'sortOrder'; body: never }
  triggerAlert: { query: never; body: 'message' | 'productMasterId' | 'locationId' }
  getForecast: { query: 'horizonDays'; body: never }
  listForecastChanges: { query: 'page' | 'limit' | 'sortBy' | 'sortOrder'; body: never }
  listChannelProjections: { query: 'page' | 'limit' | 'sortBy' | 'sortOrder' | 'horizonDays'; body: never }
  listForecastEvents: { query: 'page' | 'limit' | 'sortBy' | 'sortOrder'; body: never }
  createForecastEvent: { query: never; body: 'productMasterId' | 'locationId' }
  getForecastEvent: { query: never; body: never }
  updateForecastEvent: { query: never; body: 'productMasterId' | 'locationId' }
  deleteForecastEvent: { query: never; body: never }
  getLongTermForecast: { query: 'months'; body: never }
  listForecastScenarios: { query: 'page' | 'limit' | 'sortBy' | 'sortOrder' | 'includeArchived'; body: never }
  createForecastScenario: { query: never; body: 'description' | 'assumptions' }
  getForecastScenario: { query: never; body: never }
  updateForecastScenario: { query: never; body: 'description' | 'assumptions' }
  archiveForecastScenario: { query: never; body: never }
  generateForecastScenario: { query: never; body: 'horizonDays' }
  publishForecastScenario: { query: never; body: never }
  compareForecastScenarios: { query: never; body: 'horizonDays' | 'productMasterId' | 'locationId' | 'channelId' }
  getPlanningKpi: { query: 'period' | 'carryingRatePct'; body: never }
  getSkuAccuracy: { query: 'period'; body: never }
  listApiKeys: { query: 'page' | 'limit' | 'sortBy' | 'sortOrder'; body: never }
  createApiKey: { query: never; body: 'expiresAt' | 'allowedIps' }
  updateApiKey: { query: never; body: never }
  revokeApiKey: { query: never; body: never }
  rotateApiKey: { query: never; body: never }
}

export interface Methods {
  listProducts: 'GET'
  createProduct: 'POST'
  getProduct: 'GET'
  updateProduct: 'PATCH'
  deleteProduct: 'DELETE'
  listProductAttributes: 'GET'
  createProductAttributes: 'POST'
  applyProductAttributes: 'POST'
  listProductCategories: 'GET'
  assignProductCategories: 'POST'
  applyProductCategories: 'POST'
  suggestProductCategories: 'POST'
  listProductHistory: 'GET'
  listProductInventoryLevels: 'GET'
  listProductLinks: 'GET'
  createProductLink: 'POST'
  listProductVariants: 'GET'
  createProductVariant: 'POST'
  listCategories: 'GET'
  createCategory: 'POST'
  getCategory: 'GET'
  listAttributes: 'GET'
  createAttribute: 'POST'
  listTaxonomies: 'GET'
  getTaxonomy: 'GET'
  listInventory: 'GET'
  adjustInventory: 'POST'
  listAdjustments: 'GET'
  createAdjustment: 'POST'
  createLotCorrection: 'POST'
  listReasonCodes: 'GET'
  listRecordedStock: 'GET'
  recordStock: 'POST'
  listAvailability: 'GET'
  getAvailability: 'GET'
  setAvailability: 'POST'
  checkAvailability: 'POST'
  listChannelLocationAtp: 'GET'
  getChannelLocationDrilldown: 'GET'
  listChannelSummaries: 'GET'
  upsertInventoryLevel: 'POST'
  getInventoryAnalytics: 'GET'
  listCycleCounts: 'GET'
  createCycleCount: 'POST'
  getCycleCount: 'GET'
  recordCycleCountLines: 'POST'
  completeCycleCount: 'POST'
  listTransfers: 'GET'
  createTransfer: 'POST'
  getTransfer: 'GET'
  updateTransfer: 'POST'
  listTransferBins: 'GET'
  listTransferRecommendations: 'GET'
  generateTransferRecommendations: 'POST'
  getTransferRecommendation: 'GET'
  approveTransferRecommendation: 'POST'
  executeTransferRecommendation: 'POST'
  rejectTransferRecommendation: 'POST'
  listPendingTransferRecommendations: 'GET'
  getAlertConfig: 'GET'
  replaceAlertConfig: 'PUT'
  listAlertHistory: 'GET'
  triggerAlert: 'POST'
  getForecast: 'GET'
  listForecastChanges: 'GET'
  listChannelProjections: 'GET'
  listForecastEvents: 'GET'
  createForecastEvent: 'POST'
  getForecastEvent: 'GET'
  updateForecastEvent: 'PUT'
  deleteForecastEvent: 'DELETE'
  getLongTermForecast: 'GET'
  listForecastScenarios: 'GET'
  createForecastScenario: 'POST'
  getForecastScenario: 'GET'
  updateForecastScenario: 'PUT'
  archiveForecastScenario: 'DELETE'
  generateForecastScenario: 'POST'
  publishForecastScenario: 'POST'
  compareForecastScenarios: 'POST'
  getPlanningKpi: 'GET'
  getSkuAccuracy: 'GET'
  listApiKeys: 'GET'
  createApiKey: 'POST'
  updateApiKey: 'PATCH'
  revokeApiKey: 'POST'
  rotateApiKey: 'POST'
}
