import Diagnostics

/// How tables, rules and output spell a value of a closed set.
public struct Spellings: Sendable {
  /// The Russian spelling: one word, underscores for spaces, so that the rule language can say it.
  public var russian: String
  /// The English spelling.
  public var english: String
  /// Other spellings that tables may hold.
  public var aliases: [String]

  /// One spelling per language and any number of aliases.
  public init(_ russian: String, _ english: String, _ aliases: String...) {
    self.russian = russian
    self.english = english
    self.aliases = aliases
  }

  /// The spelling in `language`.
  public subscript(language: Language) -> String { language == .russian ? russian : english }
}

/// A closed set of values with one Russian and one English spelling each, used in tables, rules and output.
public protocol ClosedSet: CaseIterable, Sendable, Hashable {
  /// How tables and rules spell the value.
  var spellings: Spellings { get }
}

extension ClosedSet {
  /// The value with that spelling in either language; letter case, look-alikes, and spaces for underscores ignored.
  public init?(spelling text: String) {
    // As the program writes it itself: no need to fold.
    if let exact = Self.allCases.first(where: { $0.spellings.russian == text || $0.spellings.english == text }) {
      self = exact
      return
    }
    let wanted = Self.key(text)
    let match = Self.allCases.first { value in
      let spellings = value.spellings
      return ([spellings.russian, spellings.english] + spellings.aliases).contains { Self.key($0) == wanted }
    }
    guard let match else { return nil }
    self = match
  }

  /// The spelling in `language`.
  public func spelling(in language: Language) -> String { spellings[language] }

  /// The value as people read it: `специалист ОМСУ` for `специалист_омсу`.
  public func words(in language: Language) -> String {
    spellings[language].replacing("_", with: " ").replacing("омсу", with: "ОМСУ")
  }

  private static func key(_ text: String) -> String {
    let folded = LookAlike.fold(text)
    guard folded.utf8.contains(where: { $0 == UInt8(ascii: "_") || $0 == UInt8(ascii: "-") }) else { return folded }
    let spaced = folded.utf8.map { $0 == UInt8(ascii: "_") || $0 == UInt8(ascii: "-") ? UInt8(ascii: " ") : $0 }
    return String(decoding: spaced, as: UTF8.self)
  }
}

/// What a person is in the project: it decides the targets and what the road map means for them.
public enum Role: ClosedSet {
  /// Head of an organisation.
  case head
  /// Deputy head.
  case deputy
  /// Member of the leadership reserve.
  case reserve
  /// Member of a management team.
  case team
  /// Specialist of a municipal education authority (ОМСУ).
  case municipalSpecialist
  /// Head of a municipal education authority.
  case municipalHead

  /// How tables and rules spell it.
  public var spellings: Spellings {
    switch self {
    case .head: Spellings("руководитель", "head", "директор", "заведующий", "руководитель ОО")
    case .deputy: Spellings("заместитель", "deputy", "заместитель руководителя", "завуч")
    case .reserve: Spellings("резерв", "reserve", "резервист", "кадровый резерв", "reservist")
    case .team: Spellings("команда", "team", "управленческая команда", "член команды")
    case .municipalSpecialist: Spellings("специалист_омсу", "municipal_specialist", "специалист ОМСУ", "методист ОМСУ")
    case .municipalHead: Spellings("руководитель_омсу", "municipal_head", "начальник ОМСУ")
    }
  }
}

/// What kind of organisation a person works in.
public enum OrganisationKind: ClosedSet {
  /// A general school.
  case school
  /// An evening (correspondence) school.
  case evening
  /// A school with adapted programmes.
  case adapted
  /// A psychological and pedagogical centre.
  case centre
  /// A non-state school.
  case nonState
  /// A kindergarten.
  case preschool
  /// Additional education of children.
  case additional
  /// Vocational education.
  case vocational
  /// A municipal education authority.
  case municipalAuthority
  /// Another organisation.
  case other

  /// How tables and rules spell it.
  public var spellings: Spellings {
    switch self {
    case .school: Spellings("школа", "school", "СОШ", "гимназия", "лицей", "общеобразовательная школа", "ОО")
    case .evening: Spellings("вечерняя_школа", "evening_school")
    case .adapted: Spellings("адаптированная_школа", "adapted_school")
    case .centre: Spellings("центр_ппрк", "support_centre")
    case .nonState: Spellings("негосударственная_школа", "non_state_school")
    case .preschool: Spellings("детский_сад", "preschool", "ДОУ", "ДОО", "детсад")
    case .additional: Spellings("дополнительное_образование", "additional_education", "УДО", "ОДО")
    case .vocational: Spellings("спо", "vocational", "колледж", "техникум")
    case .municipalAuthority: Spellings("омсу", "municipal_authority")
    case .other: Spellings("другая", "other")
    }
  }
}

/// A feature of an organisation, an input with source and date, never computed from its head's test.
public enum Feature: ClosedSet {
  /// Low educational results.
  case lowResults
  /// Hard social conditions.
  case hardConditions
  /// At risk of lowering educational results.
  case atRisk
  /// Part of the region's innovation infrastructure.
  case innovative

  /// How tables and rules spell it.
  public var spellings: Spellings {
    switch self {
    case .lowResults: Spellings("низкие_результаты", "low_results", "ШНОР")
    case .hardConditions: Spellings("сложные_условия", "hard_conditions", "ШССУ", "сложные социальные условия")
    case .atRisk: Spellings("зона_риска", "at_risk", "риск")
    case .innovative: Spellings("инновационная", "innovative", "инновационная инфраструктура")
    }
  }
}

/// How a session is held.
public enum Format: ClosedSet {
  /// Face to face.
  case inPerson
  /// At a distance.
  case remote
  /// Partly face to face; counts as in person wherever presence matters.
  case mixed

  /// How tables and rules spell it.
  public var spellings: Spellings {
    switch self {
    case .inPerson: Spellings("очный", "in-person", "очно", "очная", "очное")
    case .remote: Spellings("дистанционный", "remote", "дистанционно", "онлайн", "он-лайн", "вебинар", "online")
    case .mixed: Spellings("смешанный", "mixed", "очно-заочный", "смешанно", "смешанная", "blended")
    }
  }

  /// Whether the person has to be there.
  public var needsPresence: Bool { self != .remote }
}

/// How a value of the catalog is known.
public enum ValueStatus: ClosedSet {
  /// Stands in the project document.
  case document
  /// The product's estimate, to be confirmed by the region.
  case estimate
  /// The document is silent and nothing is estimated.
  case unspecified
  /// Taken from elsewhere and not compared with the source's text.
  case unverified

  /// How tables and rules spell it.
  public var spellings: Spellings {
    switch self {
    case .document: Spellings("документ", "document")
    case .estimate: Spellings("оценка", "estimate")
    case .unspecified: Spellings("не_указано", "unspecified")
    case .unverified: Spellings("не_проверено", "unverified")
    }
  }
}

/// What kind of work a measure is.
public enum MeasureKind: ClosedSet {
  /// A course of professional development (КПК).
  case course
  /// A seminar, webinar or workshop.
  case seminar
  /// An internship.
  case internship
  /// Methodical help on the spot, addressed to a person or team.
  case guidance
  /// A mentor's work with a person.
  case mentoring
  /// Work in practice: projects, expertise, standing in for a head.
  case practice
  /// Training inside the organisation.
  case inHouse
  /// A contest. Tracked, never recommended.
  case contest
  /// A document or collection. Tracked, never recommended.
  case document
  /// Work on the system: sites, monitoring. Tracked, never recommended.
  case system

  /// How tables and rules spell it.
  public var spellings: Spellings {
    switch self {
    case .course: Spellings("курс", "course")
    case .seminar: Spellings("семинар", "seminar")
    case .internship: Spellings("стажировка", "internship")
    case .guidance: Spellings("методическая_помощь", "guidance")
    case .mentoring: Spellings("наставничество", "mentoring")
    case .practice: Spellings("практика", "practice")
    case .inHouse: Spellings("внутрикорпоративное_обучение", "in_house_training")
    case .contest: Spellings("конкурс", "contest")
    case .document: Spellings("документ", "document")
    case .system: Spellings("система", "system")
    }
  }

  /// Whether a person learns by it, so that it can stand in a route.
  public var teaches: Bool {
    switch self {
    case .contest, .document, .system: false
    default: true
    }
  }
}

/// Of whom a coverage target is a share.
public enum Denominator: ClosedSet {
  /// Heads of organisations.
  case heads
  /// Heads of organisations and specialists of municipal authorities.
  case headsAndSpecialists
  /// Heads of organisations at risk of lowering results.
  case headsAtRisk
  /// Management teams of organisations of the innovation infrastructure.
  case innovativeTeams
  /// The leadership reserve.
  case reserve
  /// Municipalities of the region.
  case municipalities
  /// Staff of organisations.
  case staff

  /// How tables and rules spell it.
  public var spellings: Spellings {
    switch self {
    case .heads: Spellings("руководители", "heads")
    case .headsAndSpecialists: Spellings("руководители_и_специалисты_омсу", "heads_and_specialists")
    case .headsAtRisk: Spellings("руководители_школ_в_зоне_риска", "heads_at_risk")
    case .innovativeTeams: Spellings("команды_инновационной_инфраструктуры", "innovative_teams")
    case .reserve: Spellings("резерв", "reserve")
    case .municipalities: Spellings("муниципалитеты", "municipalities")
    case .staff: Spellings("работники", "staff")
    }
  }
}

/// What a monitoring indicator's value is.
public enum IndicatorKind: ClosedSet {
  /// Yes or no.
  case boolean
  /// A share in percent, 0–100.
  case percent
  /// A whole number from 0.
  case count

  /// How tables and rules spell it.
  public var spellings: Spellings {
    switch self {
    case .boolean: Spellings("да_нет", "boolean")
    case .percent: Spellings("процент", "percent")
    case .count: Spellings("число", "count")
    }
  }
}
