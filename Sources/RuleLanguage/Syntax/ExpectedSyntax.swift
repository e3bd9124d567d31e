import Diagnostics

/// What the grammar lets stand at a place, for editors that complete what is being typed.
public enum ExpectedSyntax: Sendable, Hashable {
  /// A keyword.
  case keyword(Keyword)
  /// The name of a field.
  case field
  /// The key of the field of that name: `балл К1`.
  case key(of: String)
  /// A sign of comparison; those that are words stand beside it as keywords.
  case comparison(of: FieldSyntax)
  /// A value the field is compared with.
  case value(of: FieldSyntax, ComparisonSyntax.Operator)
  /// A measure after `require`, `recommend`, `exclude` or `none`.
  case measure(Keyword)
  /// The code of a competency.
  case competency
  /// A role.
  case role
  /// The name of a rule or diagnostic, in quotation marks.
  case ruleName
}

extension SyntaxTree {
  /// What could stand at a byte offset of a text, given what stands before it; in the order the grammar asks for it,
  /// each once. `language` is that of the file's keywords. O(offset).
  ///
  /// A name that is being typed ends the text before it: give the offset where it starts.
  public static func expectations(
    at offset: Int, in source: SourceText, language: Language, allowsBareRules: Bool = false
  ) -> [ExpectedSyntax] {
    let head = SourceText(path: source.path, text: source.text(in: SourceRange(0, offset)))
    var parser = Parser(head, allowsBareRules: allowsBareRules)
    parser.language = language
    return parser.expectedAtEnd()
  }
}

/// What could stand at the end of a text, until the first mistake there: after it the parser only recovers.
struct ExpectationLog {
  private(set) var expected: [ExpectedSyntax] = []
  private var isClosed = false

  mutating func note(_ item: ExpectedSyntax) {
    if !isClosed, !expected.contains(item) { expected.append(item) }
  }

  mutating func close() { isClosed = true }
}
