import Diagnostics

/// A parsed rule file: its tokens, which are the whole file, and the declarations found in them.
///
/// Invariant: `tokens` is lossless (see `Token`); every range of the tree lies in `source`. What could not be parsed is
/// in the tokens and in `diagnostics`, and is missing from the declarations.
public struct SyntaxTree: Sendable {
  /// The file.
  public let source: SourceText
  /// The language of its keywords.
  public let language: Language
  /// All tokens, the last one `end`.
  public let tokens: [Token]
  /// Where its keywords stand, in order.
  public let keywords: [KeywordSpan]
  /// What it declares, in order.
  public let declarations: [DeclarationSyntax]
  /// What is wrong with its form.
  public let diagnostics: [Diagnostic]
}

/// The tokens that are one keyword.
public struct KeywordSpan: Sendable, Hashable {
  /// The keyword.
  public var keyword: Keyword
  /// Its tokens, by position.
  public var tokens: Range<Int>
}

/// A text with its place: the content without quotation marks, `№` or surrounding space.
public struct SpelledSyntax: Sendable, Hashable {
  /// The content.
  public var text: String
  /// The range of the token or tokens.
  public var range: SourceRange
}

/// A declaration of a rule file.
public enum DeclarationSyntax: Sendable {
  case policy(PolicySyntax)
  case scale(ScaleSyntax)
  case targets(TargetsSyntax)
  case diagnostic(DiagnosticSyntax)
  case rule(RuleSyntax)
  case example(ExampleSyntax)

  /// Where its first keyword stands.
  public var keyword: SourceRange {
    switch self {
    case .policy(let syntax): syntax.keyword
    case .scale(let syntax): syntax.keyword
    case .targets(let syntax): syntax.keyword
    case .diagnostic(let syntax): syntax.keyword
    case .rule(let syntax): syntax.keyword
    case .example(let syntax): syntax.keyword
    }
  }
}

/// `политика …`
public struct PolicySyntax: Sendable {
  /// The keyword.
  public var keyword: SourceRange
  /// The entries.
  public var entries: [Entry]
  /// Whether some entry could not be parsed and is not among them.
  public var hasMistakes = false

  /// One entry with the range of its keyword.
  public struct Entry: Sendable {
    /// The range of the entry's keyword.
    public var keyword: SourceRange
    /// What it sets.
    public var value: Value
  }

  /// What an entry sets.
  public enum Value: Sendable {
    case result(Keyword, months: SpelledSyntax?)
    case growthTarget(percent: SpelledSyntax, formula: Keyword)
    case load([Load])
    case hourPrice(SpelledSyntax)
    case keepFree([Window])
    case horizon(months: SpelledSyntax)
    case travel(days: SpelledSyntax)
    case seats([SeatRule])
    case coverage(points: SpelledSyntax)
  }

  /// How seats are shared when there are not enough of them.
  public enum SeatRule: Sendable {
    /// `сначала большие дефициты`.
    case deficitsFirst(SourceRange)
    /// `муниципалитету не менее 50 % мест по 100 баллов`; `isShare` is the percent sign.
    case floor(SpelledSyntax, isShare: Bool, points: SpelledSyntax?, range: SourceRange)
  }

  /// A limit of the load.
  public enum Load: Sendable {
    case hours(SpelledSyntax, per: Keyword)
    case concurrent(SpelledSyntax)
  }

  /// A yearly window: from day and month to day and month.
  public struct Window: Sendable {
    public var fromDay: SpelledSyntax
    public var fromMonth: Keyword
    public var toDay: SpelledSyntax
    public var toMonth: Keyword
    public var range: SourceRange
  }
}

/// `шкала дефицита …`
public struct ScaleSyntax: Sendable {
  public var keyword: SourceRange
  public var bands: [Band]
  /// Whether some band could not be parsed and is not among them.
  public var hasMistakes = false

  /// `критический от 40 вес 8`; `isOpen` is «больше».
  public struct Band: Sendable {
    public var name: SpelledSyntax
    public var isOpen: Bool
    public var lower: SpelledSyntax
    public var weight: SpelledSyntax
  }
}

/// `цели …`
public struct TargetsSyntax: Sendable {
  public var keyword: SourceRange
  public var entries: [Entry]

  /// `заместитель: как резерв, К3 = 60`.
  public struct Entry: Sendable {
    public var role: SpelledSyntax
    public var like: SpelledSyntax?
    public var overrides: [Override]
  }

  /// `К3 = 60`.
  public struct Override: Sendable {
    public var competency: SpelledSyntax
    public var points: SpelledSyntax
  }
}

/// `диагностика «…» если … то дефицит К1 + 20 …`
public struct DiagnosticSyntax: Sendable {
  public var keyword: SourceRange
  public var name: SpelledSyntax
  public var condition: ConditionSyntax?
  public var additions: [Addition]
  public var reason: ReasonSyntax?

  /// `дефицит К1 + 20`.
  public struct Addition: Sendable {
    public var competency: SpelledSyntax
    public var points: SpelledSyntax
  }
}

/// `правило «…» если … то …`
public struct RuleSyntax: Sendable {
  public var keyword: SourceRange
  public var name: SpelledSyntax
  /// Nil where the condition could not be parsed; an absent «если» is `always`.
  public var condition: ConditionSyntax?
  public var conclusions: [ConclusionSyntax]
  public var reason: ReasonSyntax?
}

/// `потому что «…» основание «…»`
public struct ReasonSyntax: Sendable {
  public var text: SpelledSyntax
  public var basis: SpelledSyntax
}

/// `25 мая`.
public struct DaySyntax: Sendable {
  /// The day of the month.
  public var day: SpelledSyntax
  /// The month's keyword.
  public var month: Keyword
  /// The range of both.
  public var range: SourceRange
}

/// `обязательно №1.6`, `рекомендовать №1.12 с весом 40 не раньше 1 октября`, `исключить №2.3`.
public struct ConclusionSyntax: Sendable {
  /// `require`, `recommend` or `exclude`.
  public var keyword: Keyword
  public var measure: SpelledSyntax
  public var weight: SpelledSyntax?
  /// `не раньше 1 октября`.
  public var notBefore: DaySyntax?
  /// `не позже 31 декабря`.
  public var notAfter: DaySyntax?
  public var range: SourceRange
}

/// `пример «…» дано … ожидается …`
public struct ExampleSyntax: Sendable {
  public var keyword: SourceRange
  public var name: SpelledSyntax
  public var facts: [ComparisonSyntax]
  public var expectations: [Expectation]

  /// What is expected.
  public enum Expectation: Sendable {
    case conclusion(ConclusionSyntax)
    case none(measure: SpelledSyntax, range: SourceRange)
    case deficit(ComparisonSyntax)
    case fired(Bool, rule: SpelledSyntax, range: SourceRange)
  }
}

/// A condition.
public indirect enum ConditionSyntax: Sendable {
  case any([ConditionSyntax], range: SourceRange)
  case all([ConditionSyntax], range: SourceRange)
  case not(ConditionSyntax, range: SourceRange)
  case always(SourceRange)
  case comparison(ComparisonSyntax)

  /// The range of the condition.
  public var range: SourceRange {
    switch self {
    case .any(_, let range), .all(_, let range), .not(_, let range), .always(let range): range
    case .comparison(let comparison): comparison.range
    }
  }
}

/// `роль`, `балл К1`, `показатель «ВПР-решения»`.
public struct FieldSyntax: Sendable, Hashable {
  public var name: SpelledSyntax
  public var key: SpelledSyntax?
  /// The range of name and key.
  public var range: SourceRange {
    SourceRange(name.range.lowerBound, key?.range.upperBound ?? name.range.upperBound)
  }
}

/// A field compared with values.
public struct ComparisonSyntax: Sendable {
  /// How they are compared.
  public enum Operator: Sendable, Hashable {
    case equal, notEqual, less, lessOrEqual, greater, greaterOrEqual
    /// `от a до b`, both included.
    case between
    /// `один из a | b`.
    case oneOf
    /// `школа: a | b`.
    case contains
    /// `нет данных: поле`.
    case isMissing
  }

  /// A value: a number, date, name, text or measure.
  public struct Value: Sendable, Hashable {
    public var kind: Token.Kind
    public var spelled: SpelledSyntax
  }

  public var field: FieldSyntax
  public var comparison: Operator
  public var values: [Value]
  public var range: SourceRange
}
