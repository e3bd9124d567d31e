import Diagnostics
import Foundation
import RuleLanguage

/// Takes the JSON apart and reports what is wrong with it.
struct VocabularyReader {
  let path: String
  private(set) var diagnostics: [Diagnostic] = []

  init(path: String) { self.path = path }

  mutating func report(_ diagnostic: Diagnostic) { diagnostics.append(diagnostic) }

  mutating func read(_ bytes: [UInt8]) -> VocabularyFile? {
    let root: VocabularyJSON
    do {
      root = try JSONDecoder().decode(VocabularyJSON.self, from: Data(bytes))
    } catch {
      report(VocabularyDiagnostics.notJSON(path, error))
      return nil
    }
    guard let fields = root.fields else {
      report(VocabularyDiagnostics.noFields(path))
      return nil
    }
    for key in root.others { report(VocabularyDiagnostics.unknownKey(key, in: nil, allowed: ["fields"], path)) }
    var vocabulary = Vocabulary()
    var result: [FactField] = []
    for (name, json) in fields.sorted(by: { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }) {
      guard let kind = kind(name, json) else { continue }
      checkName(name, kind)
      result.append(FactField(name: name, kind: kind, position: add(name, kind, to: &vocabulary)))
    }
    if fields.isEmpty { report(VocabularyDiagnostics.noFields(path)) }
    return VocabularyFile(vocabulary: vocabulary, fields: result)
  }

  /// A field's name must be what the parser takes for one in a condition.
  private mutating func checkName(_ name: String, _ kind: FactField.Kind) {
    if name == "id" {
      report(VocabularyDiagnostics.reservedName(name, path))
      return
    }
    var text = "\(name) = 1"
    if case .set = kind { text = "\(name): a" }
    let parsed = ConditionSyntax.parse(SourceText(path: path, text: text))
    if case .comparison(let comparison) = parsed.condition, comparison.field.name.text == name,
      comparison.field.key == nil
    {
      return
    }
    report(VocabularyDiagnostics.notAWord(name, path))
  }

  private func add(_ name: String, _ kind: FactField.Kind, to vocabulary: inout Vocabulary) -> Int {
    let title = LocalizedText(verbatim: name)
    let domain: Domain
    switch kind {
    case .enumeration(let values): domain = .enumeration(values.map { BilingualName($0) })
    case .boolean: domain = .boolean
    case .integer(let range): domain = .integer(range)
    case .decimal(let range): domain = .decimal(range)
    case .date(let range): domain = .date(range)
    case .set(let values):
      return vocabulary.add(
        BilingualName(name), title: title, members: values.map { (BilingualName($0), LocalizedText(verbatim: $0)) })
    }
    return vocabulary.add(BilingualName(name), title: title, domain: domain)
  }

  private static let types = ["enum", "integer", "decimal", "boolean", "set", "date"]

  /// What the declaration says, or nil after a message.
  private mutating func kind(_ name: String, _ json: VocabularyJSON.Field) -> FactField.Kind? {
    let before = diagnostics.count
    guard let type = json.type else {
      report(VocabularyDiagnostics.badType(nil, of: name, allowed: Self.types, path))
      return nil
    }
    let takesValues = ["enum", "set"].contains(type)
    let takesRange = ["integer", "decimal"].contains(type)
    let allowed = ["type"] + (takesValues ? ["values"] : []) + (takesRange ? ["min", "max"] : [])
    for key in json.keys where !allowed.contains(key) && Self.types.contains(type) {
      report(VocabularyDiagnostics.unknownKey(key, in: name, allowed: allowed, path))
    }
    let values = takesValues ? checked(json.values, of: name) : []
    let kind: FactField.Kind?
    switch type {
    case "enum": kind = .enumeration(values)
    case "set": kind = .set(values)
    case "boolean": kind = .boolean
    // 1900-01-01 to 2999-12-31, the dates the rule language knows.
    case "date": kind = .date(-25_567...376_199)
    case "integer": kind = range(json, of: name, factor: 1).map { .integer($0) }
    case "decimal": kind = range(json, of: name, factor: 100).map { .decimal($0) }
    default:
      report(VocabularyDiagnostics.badType(type, of: name, allowed: Self.types, path))
      kind = nil
    }
    return diagnostics.count > before ? nil : kind
  }

  private mutating func checked(_ values: [String]?, of name: String) -> [String] {
    guard let values, !values.isEmpty else {
      report(VocabularyDiagnostics.noValues(of: name, path))
      return []
    }
    var seen: Set<String> = []
    for value in values where !seen.insert(value).inserted {
      report(VocabularyDiagnostics.repeatedValue(value, of: name, path))
    }
    return values
  }

  /// The range of codes. The greatest code is left free, so that the code after a range exists.
  private mutating func range(
    _ json: VocabularyJSON.Field, of name: String, factor: Decimal
  ) -> ClosedRange<Int32>? {
    let widest = Decimal(Int32.max - 1)
    func code(_ number: Decimal?, else limit: Decimal) -> Int32? {
      let scaled = number.map { $0 * factor } ?? limit
      guard abs(scaled) <= widest, let exact = Int32("\(scaled)") else { return nil }
      return exact
    }
    guard let low = code(json.min, else: -widest), let high = code(json.max, else: widest), low <= high else {
      report(VocabularyDiagnostics.badRange(of: name, isDecimal: factor != 1, path))
      return nil
    }
    return low...high
  }
}
