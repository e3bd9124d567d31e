import Diagnostics

/// Where lines of the canonical layout begin, and where they may be broken when they are long.
struct LayoutBreaks {
  enum Break {
    /// A declaration: at the margin, with an empty line before it.
    case declaration
    /// A clause or entry: a line of its own, indented.
    case line
    /// A long line may go on here.
    case soft
  }

  /// Token position → the break before it.
  private(set) var breaks: [Int: Break] = [:]
  private var starts: [Int: Int] = [:]

  init(_ tree: SyntaxTree) {
    for (index, token) in tree.tokens.enumerated() where token.kind != .end { starts[token.range.lowerBound] = index }
    let clauses: Set<Keyword> = [.condition, .then, .because, .basis, .given, .expect]
    let entries: Set<Keyword> = [
      .result, .growthTarget, .load, .hourPrice, .keepFree, .horizon, .travel, .seats, .coverage,
    ]
    for span in tree.keywords {
      if Keyword.declarations.contains(span.keyword) {
        breaks[span.tokens.lowerBound] = .declaration
      } else if clauses.contains(span.keyword) || entries.contains(span.keyword) {
        breaks[span.tokens.lowerBound] = .line
      } else if [.and, .or, .notBefore, .notAfter].contains(span.keyword) {
        breaks[span.tokens.lowerBound] = .soft
      }
    }
    for (index, token) in tree.tokens.enumerated() where token.kind == .comma { breaks[index + 1] = .soft }
    for declaration in tree.declarations { add(declaration) }
  }

  private mutating func add(_ declaration: DeclarationSyntax) {
    switch declaration {
    case .scale(let scale): for band in scale.bands { line(at: band.name.range) }
    case .targets(let targets): for entry in targets.entries { line(at: entry.role.range) }
    default: break
    }
  }

  private mutating func line(at range: SourceRange) {
    if let index = starts[range.lowerBound] { breaks[index] = .line }
  }
}
