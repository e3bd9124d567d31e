import Diagnostics
import RuleLanguage

/// Something an analysis found out about rules: with a profile that shows it, or with a proof in words.
public struct AnalysisFinding: Sendable, Hashable {
  /// What was found, how grave it is, its stable name and its place.
  public var diagnostic: Diagnostic
  /// A possible profile that shows it.
  public var witness: Witness?
  /// Why it is so for every profile, where no single one shows it.
  public var proof: LocalizedText?
  /// The rules and diagnostics it speaks of, by name.
  public var rules: [String]
  /// The measures it speaks of, by position.
  public var measures: [Int]
  /// The computed fields it speaks of.
  public var fields: [Int]
  /// The witness as an example that can be pasted into a rule file.
  public var example: String?

  /// A finding.
  public init(
    _ diagnostic: Diagnostic, witness: Witness? = nil, proof: LocalizedText? = nil, rules: [String] = [],
    measures: [Int] = [], fields: [Int] = []
  ) {
    self.diagnostic = diagnostic
    self.witness = witness
    self.proof = proof
    self.rules = rules
    self.measures = measures
    self.fields = fields
  }
}

extension Sequence where Element == AnalysisFinding {
  /// Graver first, then by file, place and id; findings at one place keep their order.
  public func ordered() -> [AnalysisFinding] {
    enumerated().map { (key: sortKey($0.element.diagnostic), offset: $0.offset, finding: $0.element) }
      .sorted { left, right in
        if left.finding.diagnostic.severity != right.finding.diagnostic.severity {
          return left.finding.diagnostic.severity < right.finding.diagnostic.severity
        }
        return (left.key.file, left.key.offset, left.key.id, left.offset)
          < (right.key.file, right.key.offset, right.key.id, right.offset)
      }
      .map(\.finding)
  }
}

private func sortKey(_ diagnostic: Diagnostic) -> (file: String, offset: Int, id: String) {
  switch diagnostic.place {
  case .text(let source, let range): (source.path, range.lowerBound, diagnostic.id.rawValue)
  case .cell(let file, let line, _, _): (file, line, diagnostic.id.rawValue)
  case .line(let file, let at): (file, at.line, diagnostic.id.rawValue)
  case .file(let path): (path, 0, diagnostic.id.rawValue)
  case .argument(let text): (text, 0, diagnostic.id.rawValue)
  case .nowhere: ("", 0, diagnostic.id.rawValue)
  }
}
