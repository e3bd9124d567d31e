import Diagnostics
import RuleLanguage

/// A vocabulary with a field of every shape and domain, enough for `sampleRules`.
public func sampleVocabulary() -> Vocabulary {
  let roles = [
    BilingualName("руководитель", "head"), BilingualName("заместитель", "deputy"), BilingualName("резерв", "reserve"),
  ]
  var vocabulary = Vocabulary(
    measures: [
      Symbol(code: "1.1", title: "Документ", isTarget: false), Symbol(code: "1.5", title: "Курсы"),
      Symbol(code: "1.6", title: "Курсы для школ"), Symbol(code: "1.12", title: "Семинар"),
    ],
    competencies: [Symbol(code: "К1", title: "Качество"), Symbol(code: "К2", title: "Команда")], roles: roles)
  vocabulary.add(
    BilingualName("роль", "role"), title: LocalizedText(ru: "роль", en: "role"), domain: .enumeration(roles))
  vocabulary.add(
    BilingualName("школа", "school"), title: LocalizedText(ru: "признаки", en: "features"),
    members: [
      (BilingualName("низкие_результаты", "low_results"), LocalizedText(verbatim: "низкие результаты")),
      (BilingualName("зона_риска", "at_risk"), LocalizedText(verbatim: "зона риска")),
    ])
  vocabulary.add(
    BilingualName("пройдено", "completed"), title: LocalizedText(ru: "пройдено", en: "completed"),
    members: ["1.1", "1.5", "1.6", "1.12"].map { (BilingualName("№" + $0), LocalizedText(verbatim: $0)) })
  vocabulary.add(
    BilingualName("стаж", "tenure"), title: LocalizedText(ru: "стаж", en: "tenure"), domain: .integer(0...600))
  vocabulary.add(
    BilingualName("переподготовка", "retraining"), title: LocalizedText(ru: "переподготовка", en: "retraining"),
    domain: .boolean)
  vocabulary.add(
    BilingualName("назначен", "appointed"), title: LocalizedText(ru: "назначен", en: "appointed"),
    domain: .date(-25_000...60_000))
  let keys = ["К1", "К2"].map {
    (name: BilingualName($0), title: LocalizedText(verbatim: $0), domain: Domain.decimal(0...10_000))
  }
  vocabulary.add(BilingualName("балл", "score"), title: LocalizedText(ru: "балл", en: "score"), keys: keys)
  vocabulary.add(
    BilingualName("дефицит", "deficit"), title: LocalizedText(ru: "дефицит", en: "deficit"), keys: keys,
    isDerived: true, usesBands: true)
  vocabulary.add(
    BilingualName("показатель", "indicator"), title: LocalizedText(ru: "показатель", en: "indicator"),
    keys: [
      (BilingualName("ВПР-решения"), LocalizedText(verbatim: "решения по ВПР"), .boolean),
      (BilingualName("охват"), LocalizedText(verbatim: "охват"), .decimal(0...10_000)),
    ], quoted: true)
  return vocabulary
}

/// `line:column id` of every message, in order.
public func places(_ diagnostics: [Diagnostic]) -> [String] {
  diagnostics.map { diagnostic in
    guard case .text(let source, let range) = diagnostic.place else { return "- \(diagnostic.id.rawValue)" }
    let at = source.location(of: range.lowerBound)
    return "\(at.line):\(at.column) \(diagnostic.id.rawValue)"
  }
}
