import Diagnostics

/// A piece of a rule file.
///
/// Invariant: the trivia and the range of all tokens of a file, joined in order, are the file, byte for byte.
public struct Token: Sendable, Hashable {
  /// What the piece is.
  public enum Kind: Sendable, Hashable {
    /// A name or a word of a keyword.
    case word
    /// `0,1`, `48`.
    case number
    /// `01.09.2023`.
    case date
    /// `«…»` or `"…"`.
    case text
    /// `№1.6`.
    case measure
    case colon, comma, leftParenthesis, rightParenthesis, plus, percent, bar, dash
    case equal, notEqual, less, lessOrEqual, greater, greaterOrEqual
    /// A character the language does not use.
    case unknown
    /// The end of the file; its trivia is what stands after the last token.
    case end
  }

  /// What the piece is.
  public var kind: Kind
  /// White space and comments before it.
  public var trivia: SourceRange
  /// The piece itself.
  public var range: SourceRange
  /// The number of a word that keywords use.
  var keywordWord: Int16?
  /// Whether the word is a keyword's word only under look-alike folding.
  var isMisspelledKeyword = false
}
