import Diagnostics

/// A name in both languages of the rules.
public struct BilingualName: Sendable, Hashable {
  /// In Russian rules.
  public var russian: String
  /// In English rules.
  public var english: String

  /// A name per language.
  public init(_ russian: String, _ english: String) {
    self.russian = russian
    self.english = english
  }

  /// One spelling for both.
  public init(_ both: String) { self.init(both, both) }

  /// The name in `language`.
  public subscript(language: Language) -> String { language == .russian ? russian : english }
}

/// What values a field can have.
public enum Domain: Sendable, Hashable {
  /// One of these, coded by position.
  case enumeration([BilingualName])
  /// Yes or no.
  case boolean
  /// A whole number in the range.
  case integer(ClosedRange<Int32>)
  /// A number in hundredths in the range.
  case decimal(ClosedRange<Int32>)
  /// A day, coded as days from 1970-01-01.
  case date(ClosedRange<Int32>)

  /// The range of the codes.
  public var codes: ClosedRange<Int32> {
    switch self {
    case .enumeration(let values): 0...Int32(max(0, values.count - 1))
    case .boolean: 0...1
    case .integer(let range), .decimal(let range), .date(let range): range
    }
  }

  /// Whether values can be compared by size.
  public var isOrdered: Bool {
    switch self {
    case .enumeration, .boolean: false
    default: true
    }
  }
}

/// A field of a profile that conditions compare.
public struct Field: Sendable, Hashable {
  /// The name in rules, with its key: `балл К1`, `школа: зона_риска`.
  public var name: BilingualName
  /// What it is, for people.
  public var title: LocalizedText
  /// Its values.
  public var domain: Domain
  /// Whether it is computed between the strata, so that diagnostics may not use it.
  public var isDerived: Bool

  /// A field.
  public init(name: BilingualName, title: LocalizedText, domain: Domain, isDerived: Bool = false) {
    self.name = name
    self.title = title
    self.domain = domain
    self.isDerived = isDerived
  }
}

/// A word of the language that names one field or several.
public struct FieldFamily: Sendable, Hashable {
  /// How the word leads to fields.
  public enum Shape: Sendable, Hashable {
    /// The word is the field, at this position.
    case single(Int)
    /// The word takes a key; `keys[i]` names the field at `first + i`.
    case indexed(keys: [BilingualName], first: Int)
    /// The word is a set; `members[i]` is the yes/no field at `first + i`.
    case set(members: [BilingualName], first: Int)
  }

  /// The word.
  public var name: BilingualName
  /// What it is, for people.
  public var title: LocalizedText
  /// Where it leads.
  public var shape: Shape
  /// Whether its values can be named by the bands of the scale.
  public var usesBands: Bool

  /// A family.
  public init(name: BilingualName, title: LocalizedText, shape: Shape, usesBands: Bool = false) {
    self.name = name
    self.title = title
    self.shape = shape
    self.usesBands = usesBands
  }
}

/// Something rules name that is not a field: a measure or a competency.
public struct Symbol: Sendable, Hashable {
  /// The code.
  public var code: String
  /// The title, for people.
  public var title: String
  /// Whether rules may conclude on it.
  public var isTarget: Bool

  /// A symbol.
  public init(code: String, title: String, isTarget: Bool = true) {
    self.code = code
    self.title = title
    self.isTarget = isTarget
  }
}

/// Every name rules may use, with its type. The language knows no others.
public struct Vocabulary: Sendable {
  /// The fields, by position.
  public private(set) var fields: [Field] = []
  /// The words that lead to them.
  public private(set) var families: [FieldFamily] = []
  /// The measures on which rules conclude.
  public var measures: [Symbol]
  /// The competencies.
  public var competencies: [Symbol]
  /// The roles of the «цели» block.
  public var roles: [BilingualName]

  private var familyIndex = NameIndex()
  private var measureIndex = NameIndex()
  private var competencyIndex = NameIndex()

  /// A vocabulary without fields.
  public init(measures: [Symbol] = [], competencies: [Symbol] = [], roles: [BilingualName] = []) {
    self.measures = measures
    self.competencies = competencies
    self.roles = roles
    for (position, symbol) in measures.enumerated() { measureIndex.add(symbol.code, position) }
    for (position, symbol) in competencies.enumerated() { competencyIndex.add(symbol.code, position) }
  }

  /// Adds a word that is one field; returns the field's position.
  @discardableResult
  public mutating func add(
    _ name: BilingualName, title: LocalizedText, domain: Domain, isDerived: Bool = false
  ) -> Int {
    fields.append(Field(name: name, title: title, domain: domain, isDerived: isDerived))
    add(FieldFamily(name: name, title: title, shape: .single(fields.count - 1)))
    return fields.count - 1
  }

  /// Adds a word that takes a key; returns the first field's position.
  @discardableResult
  public mutating func add(
    _ name: BilingualName, title: LocalizedText, keys: [(name: BilingualName, title: LocalizedText, domain: Domain)],
    quoted: Bool = false, isDerived: Bool = false, usesBands: Bool = false
  ) -> Int {
    let first = fields.count
    for key in keys {
      let full =
        quoted
        ? BilingualName("\(name.russian) «\(key.name.russian)»", "\(name.english) «\(key.name.english)»")
        : BilingualName("\(name.russian) \(key.name.russian)", "\(name.english) \(key.name.english)")
      fields.append(Field(name: full, title: key.title, domain: key.domain, isDerived: isDerived))
    }
    let shape = FieldFamily.Shape.indexed(keys: keys.map(\.name), first: first)
    add(FieldFamily(name: name, title: title, shape: shape, usesBands: usesBands))
    return first
  }

  /// Adds a word that is a set; returns the first member's position.
  @discardableResult
  public mutating func add(
    _ name: BilingualName, title: LocalizedText, members: [(name: BilingualName, title: LocalizedText)]
  ) -> Int {
    let first = fields.count
    for member in members {
      let full = BilingualName(
        "\(name.russian): \(member.name.russian)", "\(name.english): \(member.name.english)")
      fields.append(Field(name: full, title: member.title, domain: .boolean))
    }
    add(FieldFamily(name: name, title: title, shape: .set(members: members.map(\.name), first: first)))
    return first
  }

  private mutating func add(_ family: FieldFamily) {
    families.append(family)
    for name in [family.name.russian, family.name.english] { familyIndex.add(name, families.count - 1) }
  }

  /// The word in either language, as it is spelled or, failing that, in any look-alike spelling.
  public func family(named name: String) -> FieldFamily? { familyIndex[name].map { families[$0] } }
  /// The position of a measure.
  public func measure(coded code: String) -> Int? { measureIndex[code] }
  /// The position of a competency.
  public func competency(coded code: String) -> Int? { competencyIndex[code] }
  /// The position of the name that `text` spells, as it is written or, failing that, in any look-alike spelling.
  public static func position(of text: String, in names: [BilingualName]) -> Int? {
    let verbatim = ByteString(text)
    if let same = names.firstIndex(where: { verbatim.equals($0.russian) || verbatim.equals($0.english) }) {
      return same
    }
    let wanted = LookAlike.fold(text)
    return names.firstIndex { LookAlike.fold($0.russian) == wanted || LookAlike.fold($0.english) == wanted }
  }
}
