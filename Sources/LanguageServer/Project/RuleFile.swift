import Diagnostics
import RuleLanguage

/// A parsed rule file, as an editor holds it or as it stands on disk.
struct RuleFile: Sendable {
  /// Its address, as the client spells it if the client has it open.
  var uri: DocumentURI
  /// Its text with positions.
  var text: DocumentText
  /// Its tokens and declarations.
  var tree: SyntaxTree

  init(uri: DocumentURI, text: DocumentText) {
    self.uri = uri
    self.text = text
    tree = SyntaxTree(parsing: SourceText(path: uri.name, text: text.text))
  }

  /// The names of its rules and diagnostics with what they stand for.
  var ruleNames: [(name: SpelledSyntax, reason: ReasonSyntax?)] {
    tree.declarations.compactMap { declaration in
      switch declaration {
      case .rule(let rule): (rule.name, rule.reason)
      case .diagnostic(let diagnostic): (diagnostic.name, diagnostic.reason)
      default: nil
      }
    }
  }

  /// The bands of its scales.
  var bands: [ScaleSyntax.Band] {
    tree.declarations.flatMap { declaration in
      if case .scale(let scale) = declaration { return scale.bands }
      return []
    }
  }

  /// The targets of roles it states.
  var targets: [TargetsSyntax.Entry] {
    tree.declarations.flatMap { declaration in
      if case .targets(let targets) = declaration { return targets.entries }
      return []
    }
  }
}
