/// How grave a message is.
public enum Severity: String, Sendable, Hashable, Comparable {
  /// The input can't be used.
  case error
  /// The input can be used, but something in it is likely wrong.
  case warning
  /// Something worth knowing.
  case note

  private var rank: Int {
    switch self {
    case .error: 0
    case .warning: 1
    case .note: 2
    }
  }

  /// Graver first.
  public static func < (left: Severity, right: Severity) -> Bool { left.rank < right.rank }
}

/// The stable name of a kind of message, for example `unknown-measure`. Never derived from the wording.
public struct DiagnosticID: RawRepresentable, Sendable, Hashable, ExpressibleByStringLiteral {
  /// Lower-case words joined with hyphens.
  public let rawValue: String

  /// An id with the given spelling.
  public init(rawValue: String) { self.rawValue = rawValue }

  /// An id written as a literal.
  public init(stringLiteral value: String) { self.rawValue = value }
}

/// Where a message points.
public enum DiagnosticPlace: Sendable, Hashable {
  /// A range of a text, shown with its line underlined.
  case text(SourceText, SourceRange)
  /// A cell of a table. `line` is the line of the file (CSV) or the row of the sheet; `column` is the header's text;
  /// `cell` is a sheet address such as `D17` where the table comes from a workbook.
  case cell(file: String, line: Int, column: String?, cell: String? = nil)
  /// A place in a text too large to keep: line and column from 1, columns count characters.
  case line(file: String, LineColumn)
  /// A whole file or folder.
  case file(String)
  /// An argument of the command line.
  case argument(String)
  /// Nowhere in particular.
  case nowhere

  /// Two texts are the same place only when they are the same object.
  public static func == (left: DiagnosticPlace, right: DiagnosticPlace) -> Bool {
    switch (left, right) {
    case (.text(let a, let x), .text(let b, let y)): a === b && x == y
    case (.cell(let a, let b, let c, let d), .cell(let e, let f, let g, let h)): a == e && b == f && c == g && d == h
    case (.line(let a, let x), .line(let b, let y)): a == b && x == y
    case (.file(let a), .file(let b)): a == b
    case (.argument(let a), .argument(let b)): a == b
    case (.nowhere, .nowhere): true
    default: false
    }
  }

  /// Hashes the parts that `==` compares.
  public func hash(into hasher: inout Hasher) {
    switch self {
    case .text(let source, let range):
      hasher.combine(ObjectIdentifier(source))
      hasher.combine(range)
    case .cell(let file, let line, let column, let cell):
      hasher.combine(file)
      hasher.combine(line)
      hasher.combine(column)
      hasher.combine(cell)
    case .line(let file, let place):
      hasher.combine(file)
      hasher.combine(place)
    case .file(let path): hasher.combine(path)
    case .argument(let text): hasher.combine(text)
    case .nowhere: hasher.combine(0)
    }
  }
}

/// A change of a text that would mend a mistake.
public struct FixIt: Sendable, Hashable {
  /// What the change does, as an imperative.
  public var message: LocalizedText
  /// The range to replace.
  public var range: SourceRange
  /// The new text.
  public var replacement: String

  /// A change of `range` to `replacement`.
  public init(_ message: LocalizedText, range: SourceRange, replacement: String) {
    self.message = message
    self.range = range
    self.replacement = replacement
  }
}

/// Another place a message speaks of, for editors that can go there. The message's notes say the same in words.
public struct RelatedPlace: Sendable, Hashable {
  /// What stands there.
  public var message: LocalizedText
  /// Where.
  public var place: DiagnosticPlace

  /// A place.
  public init(_ message: LocalizedText, at place: DiagnosticPlace) {
    self.message = message
    self.place = place
  }
}

/// One mistake or remark: exactly one per mistake of the user.
public struct Diagnostic: Sendable, Hashable {
  /// How grave it is.
  public var severity: Severity
  /// Its stable name.
  public var id: DiagnosticID
  /// What is wrong: lower-case start, no full stop, the user's text in «».
  public var message: LocalizedText
  /// Where.
  public var place: DiagnosticPlace
  /// More about it: where the other half stands, what is allowed.
  public var notes: [LocalizedText]
  /// Changes that would mend it, likeliest first.
  public var fixes: [FixIt]
  /// Other places it speaks of.
  public var related: [RelatedPlace]

  /// A message; notes, fixes and related places are optional.
  public init(
    _ severity: Severity, _ id: DiagnosticID, _ message: LocalizedText, at place: DiagnosticPlace,
    notes: [LocalizedText] = [], fixes: [FixIt] = [], related: [RelatedPlace] = []
  ) {
    self.severity = severity
    self.id = id
    self.message = message
    self.place = place
    self.notes = notes
    self.fixes = fixes
    self.related = related
  }
}

extension Sequence where Element == Diagnostic {
  /// Whether any message is an error.
  public var hasErrors: Bool { contains { $0.severity == .error } }
}
