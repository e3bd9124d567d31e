import Diagnostics
import RouteModel
import RuleLanguage

/// What can be typed at a place, the likeliest first.
struct Completion {
  private let document: RuleDocument
  private let place: CompletionPlace
  private var items: [CompletionItem] = []
  private var seen: Set<String> = []

  /// The items at a byte offset.
  static func items(_ document: RuleDocument, at offset: Int) -> [CompletionItem] {
    guard let place = CompletionPlace(document, at: offset) else { return [] }
    var completion = Completion(document: document, place: place)
    for (keyword, range) in place.begunKeywords { completion.add(keyword, replacing: range) }
    completion.addNames()
    if place.quotation == nil { completion.addKeywords() }
    return completion.items
  }

  private init(document: RuleDocument, place: CompletionPlace) {
    self.document = document
    self.place = place
  }

  private var language: Language { document.file.tree.language }

  // MARK: Items

  private mutating func add(
    _ text: String, label: String? = nil, _ kind: CompletionItem.Kind, detail: String? = nil,
    about thing: NamedThing? = nil, replacing range: SourceRange? = nil
  ) {
    if place.quotation != nil, text.first != "«" { return }
    guard seen.insert(text).inserted else { return }
    var filter = label.map { text.first == "«" ? text : $0 } ?? text
    if let quotation = place.quotation, quotation != "«" { filter = String(quotation) + filter.dropFirst() }
    let order = String(items.count)
    items.append(
      CompletionItem(
        label: label ?? text, kind: kind, detail: detail,
        documentation: thing.map { MarkupContent(value: document.description(of: $0)) },
        sortText: String(repeating: "0", count: max(0, 4 - order.count)) + order, filterText: filter,
        textEdit: TextEdit(range: document.range(range ?? place.replaced), newText: text)))
  }

  private static let longestTitle = 70

  /// A code with its title, cut where it is long.
  private func label(_ code: String, _ title: String) -> String {
    let cut = title.count > Self.longestTitle ? title.prefix(Self.longestTitle) + "…" : title[...]
    return "\(code) \(cut)"
  }

  private mutating func add(measure: Symbol) {
    let row = document.region.catalog.measure(spelled: measure.code)
    let code = "№" + measure.code
    add(
      code, label: label(code, measure.title), .reference, detail: row.map { document.facts(of: $0) },
      about: .measure(measure))
  }

  private mutating func add(competency: Symbol) {
    add(
      competency.code, label: label(competency.code, competency.title), .reference, detail: competency.title,
      about: .competency(competency))
  }

  // MARK: Names

  private mutating func addNames() {
    let vocabulary = document.region.vocabulary ?? Vocabulary()
    for expected in place.expected {
      switch expected {
      case .keyword: continue
      case .field:
        for family in vocabulary.families {
          add(family.name[language], .field, detail: family.title[document.language], about: .field(family))
        }
      case .key(let name): vocabulary.family(named: name).map { addKeys(of: $0, vocabulary) }
      case .comparison(let field): addSigns(after: field, vocabulary)
      case .value(let field, _): vocabulary.family(named: field.name.text).map { addValues(of: $0, field, vocabulary) }
      case .measure(let conclusion):
        for measure in vocabulary.measures where measure.isTarget || conclusion == .none { add(measure: measure) }
      case .competency: for competency in vocabulary.competencies { add(competency: competency) }
      case .role: for role in vocabulary.roles { add(role[language], .enumMember, about: .role(role)) }
      case .ruleName:
        for file in document.neighbours {
          for rule in file.ruleNames {
            add(
              "«\(rule.name.text)»", .function, detail: file.uri.name,
              about: .rule(name: rule.name, reason: rule.reason, file: file))
          }
        }
      }
    }
  }

  private mutating func addKeys(of family: FieldFamily, _ vocabulary: Vocabulary) {
    guard case .indexed(let keys, let first) = family.shape else { return }
    for (offset, key) in keys.enumerated() {
      let field = vocabulary.fields[first + offset]
      if let competency = vocabulary.competency(coded: key.russian) {
        add(competency: vocabulary.competencies[competency])
      } else {
        let isQuoted = field.name.russian.contains("«")
        let indicator = document.region.catalog.indicator(spelled: key.russian)
        add(
          isQuoted ? "«\(key[language])»" : key[language], .reference, detail: field.title[document.language],
          about: indicator.map { .indicator($0) })
      }
    }
  }

  /// The signs that can follow a field; those that are words are keywords.
  private mutating func addSigns(after field: FieldSyntax, _ vocabulary: Vocabulary) {
    switch signs(after: field, vocabulary) {
    case .none: break
    case .membership: add(":", .operator)
    case .equality: for sign in ["=", "!="] { add(sign, .operator) }
    case .order: for sign in ["=", "!=", "<", "<=", ">", ">="] { add(sign, .operator) }
    }
  }

  /// What comparisons a field allows.
  private enum Signs { case none, membership, equality, order }

  private func signs(after field: FieldSyntax, _ vocabulary: Vocabulary) -> Signs {
    guard let family = vocabulary.family(named: field.name.text) else { return .order }
    switch family.shape {
    case .set: return .membership
    case .single(let position): return vocabulary.fields[position].domain.isOrdered ? .order : .equality
    case .indexed(let keys, let first):
      guard let key = field.key, let index = Vocabulary.position(of: key.text, in: keys) else { return .none }
      return vocabulary.fields[first + index].domain.isOrdered ? .order : .equality
    }
  }

  // MARK: Values

  private mutating func addValues(of family: FieldFamily, _ field: FieldSyntax, _ vocabulary: Vocabulary) {
    switch family.shape {
    case .set(let members, let first):
      for (offset, member) in members.enumerated() {
        let code = member.russian.hasPrefix("№") ? String(member.russian.dropFirst()) : nil
        if let measure = code.flatMap({ vocabulary.measure(coded: $0) }) {
          add(measure: vocabulary.measures[measure])
        } else {
          add(
            member[language], .enumMember, detail: vocabulary.fields[first + offset].title[document.language],
            about: .value(member, of: family))
        }
      }
    case .single(let position): addValues(vocabulary.fields[position].domain, of: family)
    case .indexed(let keys, let first):
      if family.usesBands {
        for (index, band) in document.bands.enumerated() { add(band.band.name.text, .enumMember, about: .band(index)) }
      } else if let key = field.key, let index = Vocabulary.position(of: key.text, in: keys) {
        addValues(vocabulary.fields[first + index].domain, of: family)
      }
    }
  }

  private mutating func addValues(_ domain: Domain, of family: FieldFamily) {
    switch domain {
    case .enumeration(let names):
      for name in names {
        let isMunicipality = family.name.russian == RuleDocument.municipalityField
        let municipality = isMunicipality ? document.region.catalog.municipality(spelled: name.russian) : nil
        add(
          name[language], .enumMember, detail: municipality?.names.last?.text,
          about: municipality.map { .municipality($0) } ?? .value(name, of: family))
      }
    case .boolean: for keyword in [Keyword.yes, .no] { add(keyword.phrase(in: language), .value) }
    case .integer, .decimal, .date: break
    }
  }

  // MARK: Keywords

  private static let ordering: Set<Keyword> = [.atLeast, .atMost, .below, .above, .from]

  private mutating func addKeywords() {
    var signs: Signs?
    for case .comparison(let field) in place.expected {
      signs = self.signs(after: field, document.region.vocabulary ?? Vocabulary())
    }
    for case .keyword(let keyword) in place.expected {
      if let signs {
        if Self.ordering.contains(keyword), signs != .order { continue }
        if keyword == .oneOf, signs == .none || signs == .membership { continue }
      }
      add(keyword, replacing: nil)
    }
  }

  private mutating func add(_ keyword: Keyword, replacing range: SourceRange?) {
    add(
      keyword.phrase(in: language), .keyword, detail: KeywordHelp.line(keyword)[document.language],
      replacing: range)
  }
}
