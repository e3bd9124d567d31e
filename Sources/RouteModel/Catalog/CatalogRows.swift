import Diagnostics

/// Where the rows of a catalog stand in its tables, for going from a name to its definition.
public struct CatalogRows: Sendable {
  /// The row of each competency.
  public var competencies: [CompetencyCode: DiagnosticPlace] = [:]
  /// The row of each measure.
  public var measures: [MeasureCode: DiagnosticPlace] = [:]
  /// The row of each indicator, by its code.
  public var indicators: [String: DiagnosticPlace] = [:]
  /// The first row of each municipality, by its key.
  public var municipalities: [String: DiagnosticPlace] = [:]

  /// No rows.
  public init() {}
}
