/// A language in which the product speaks to its users.
public enum Language: String, Sendable, Hashable, CaseIterable {
  /// Russian, the default.
  case russian = "ru"
  /// English, with `--lang en`.
  case english = "en"
}

/// One text in every language of the product.
///
/// Both wordings are made at once, where the fact is known, so that no later pass needs to guess what was meant.
public struct LocalizedText: Sendable, Hashable {
  /// The Russian wording.
  public var russian: String
  /// The English wording.
  public var english: String

  /// A text with a wording per language.
  public init(ru russian: String, en english: String) {
    self.russian = russian
    self.english = english
  }

  /// A text that is the same in every language: a code, a name, a quotation.
  public init(verbatim text: String) {
    self.init(ru: text, en: text)
  }

  /// The wording in `language`.
  public subscript(language: Language) -> String {
    switch language {
    case .russian: russian
    case .english: english
    }
  }
}
