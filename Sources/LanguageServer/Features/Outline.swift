import Diagnostics
import RuleLanguage

extension RuleDocument {
  /// The declarations of the file, in order; what could not be parsed is missing.
  func symbols() -> [DocumentSymbol] {
    file.tree.declarations.map { declaration in
      switch declaration {
      case .policy(let policy): symbol(policy)
      case .scale(let scale): symbol(scale)
      case .targets(let targets): symbol(targets)
      case .diagnostic(let diagnostic): symbol(diagnostic.keyword, diagnostic.name, .operator)
      case .rule(let rule): symbol(rule.keyword, rule.name, .function)
      case .example(let example): symbol(example.keyword, example.name, .event)
      }
    }
  }

  /// The same without levels.
  func flatSymbols() -> [SymbolInformation] {
    symbols().map { symbol in
      SymbolInformation(
        name: symbol.name, kind: symbol.kind, location: DocumentLocation(uri: file.uri.text, range: symbol.range))
    }
  }

  private func symbol(_ keyword: SourceRange, _ name: SpelledSyntax, _ kind: DocumentSymbol.Kind) -> DocumentSymbol {
    // Clients refuse an empty name.
    let title = name.text.isEmpty ? "«»" : name.text
    return DocumentSymbol(
      name: title, detail: source.text(in: keyword), kind: kind, range: range(extent(of: keyword)),
      selectionRange: range(name.range))
  }

  private func symbol(_ keyword: SourceRange, _ kind: DocumentSymbol.Kind, _ children: [DocumentSymbol])
    -> DocumentSymbol
  {
    DocumentSymbol(
      name: source.text(in: keyword), kind: kind, range: range(extent(of: keyword)), selectionRange: range(keyword),
      children: children)
  }

  private func leaf(_ part: SourceRange, _ kind: DocumentSymbol.Kind) -> DocumentSymbol {
    DocumentSymbol(name: source.text(in: part), kind: kind, range: range(part), selectionRange: range(part))
  }

  private func symbol(_ policy: PolicySyntax) -> DocumentSymbol {
    symbol(policy.keyword, .namespace, policy.entries.map { leaf($0.keyword, .property) })
  }

  private func symbol(_ scale: ScaleSyntax) -> DocumentSymbol {
    symbol(scale.keyword, .enum, scale.bands.map { leaf($0.name.range, .enumMember) })
  }

  private func symbol(_ targets: TargetsSyntax) -> DocumentSymbol {
    symbol(targets.keyword, .structure, targets.entries.map { leaf($0.role.range, .field) })
  }

  /// A declaration from its keyword to its last token, which stands before the next declaration's keyword.
  private func extent(of keyword: SourceRange) -> SourceRange {
    let tokens = file.tree.tokens
    var end = tokens.count - 1
    for span in file.tree.keywords where Keyword.declarations.contains(span.keyword) {
      let start = span.tokens.lowerBound
      if tokens[start].range.lowerBound > keyword.lowerBound {
        end = start
        break
      }
    }
    let last = end > 0 ? tokens[end - 1].range.upperBound : keyword.upperBound
    return SourceRange(keyword.lowerBound, max(last, keyword.upperBound))
  }
}
