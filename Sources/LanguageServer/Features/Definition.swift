import Diagnostics
import RouteModel
import RuleLanguage

extension RuleDocument {
  /// Where what stands at a byte offset is declared: a rule, a band of the scale, a row of the catalog.
  func definition(at offset: Int) -> DocumentLocation? {
    guard let (thing, _) = thing(at: offset) else { return nil }
    switch thing {
    case .rule(let name, _, let file): return location(name.range, in: file)
    case .band(let index): return location(bands[index].band.name.range, in: bands[index].file)
    case .measure(let symbol): return location(region.rows.measures[MeasureCode(symbol.code)])
    case .competency(let symbol): return location(region.rows.competencies[CompetencyCode(symbol.code)])
    case .indicator(let indicator): return location(region.rows.indicators[indicator.code])
    case .municipality(let municipality): return location(region.rows.municipalities[municipality.key])
    case .keyword, .field, .value, .role: return nil
    }
  }

  private func location(_ range: SourceRange, in file: RuleFile) -> DocumentLocation {
    DocumentLocation(uri: file.uri.text, range: file.text.range(range, encoding))
  }

  private func location(_ place: DiagnosticPlace?) -> DocumentLocation? {
    guard case .cell(let path, let line, _, _) = place else { return nil }
    let start = Position(line: max(0, line - 1), character: 0)
    return DocumentLocation(uri: DocumentURI(file: path).text, range: PositionRange(start: start, end: start))
  }
}
