/// A text with formatting.
struct MarkupContent: Encodable, Sendable, Hashable {
  var kind = "markdown"
  var value: String
}

/// The answer to `textDocument/hover`.
struct Hover: Encodable, Sendable {
  var contents: MarkupContent
  var range: PositionRange
}

/// One thing that can be typed at a place.
struct CompletionItem: Encodable, Sendable, Hashable {
  /// The kinds that are used, as the protocol numbers them.
  enum Kind: Int, Encodable, Sendable {
    case function = 3
    case field = 5
    case value = 12
    case keyword = 14
    case reference = 18
    case enumMember = 20
    case `operator` = 24
  }
  var label: String
  var kind: Kind
  var detail: String?
  var documentation: MarkupContent?
  /// The order of the list.
  var sortText: String
  /// What is compared with what has been typed.
  var filterText: String
  var textEdit: TextEdit
}

/// The answer to `textDocument/completion`.
struct CompletionList: Encodable, Sendable {
  var isIncomplete = false
  var items: [CompletionItem]
}

/// A declaration in the outline of a document.
struct DocumentSymbol: Encodable, Sendable {
  /// The kinds that are used, as the protocol numbers them.
  enum Kind: Int, Encodable, Sendable {
    case namespace = 3
    case property = 7
    case field = 8
    case `enum` = 10
    case function = 12
    case enumMember = 22
    case structure = 23
    case event = 24
    case `operator` = 25
  }
  var name: String
  var detail: String?
  var kind: Kind
  var range: PositionRange
  var selectionRange: PositionRange
  var children: [DocumentSymbol]?
}

/// A declaration, for clients that know no outline.
struct SymbolInformation: Encodable, Sendable {
  var name: String
  var kind: DocumentSymbol.Kind
  var location: DocumentLocation
}

/// A change that mends a mistake.
struct CodeAction: Encodable, Sendable {
  static let quickFix = "quickfix"

  struct Edit: Encodable, Sendable { var changes: [String: [TextEdit]] }
  var title: String
  var kind = quickFix
  var diagnostics: [ProtocolDiagnostic]
  var isPreferred: Bool
  var edit: Edit
}
