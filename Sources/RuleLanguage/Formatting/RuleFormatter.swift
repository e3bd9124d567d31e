import Diagnostics

/// Lays a rule file out in the one canonical way: comments kept, formatting twice is formatting once.
///
/// A declaration starts at the margin with an empty line before it, its clauses stand on lines of their own, long lines
/// break before «и», «или» and after commas. Only white space, quotation marks and dashes change; with a language to
/// translate to, keywords change too, and nothing else. O(tokens).
public struct RuleFormatter: Sendable {
  /// The language to write keywords in; nil keeps them.
  public var language: Language?
  /// The width lines should keep.
  public static let width = 100

  /// A formatter.
  public init(language: Language? = nil) { self.language = language }

  /// The canonical text, or nil when the file has mistakes of form: then nothing is known of its layout.
  public func format(_ tree: SyntaxTree) -> String? {
    guard !tree.diagnostics.hasErrors else { return nil }
    var printer = LayoutPrinter(tree: tree, breaks: LayoutBreaks(tree).breaks)
    let spans = Dictionary(uniqueKeysWithValues: tree.keywords.map { ($0.tokens.lowerBound, $0) })
    var index = 0
    while index < tree.tokens.count {
      if let span = spans[index], let language {
        printer.print(keyword: span.keyword.phrase(in: language), tokens: span.tokens)
        index = span.tokens.upperBound
      } else {
        printer.print(token: index)
        index += 1
      }
    }
    return printer.finish()
  }
}
