import Diagnostics

extension RuleDocument {
  /// The changes that mend mistakes touching a range, in the order of the mistakes; the likeliest of each is preferred.
  func quickFixes(
    touching wanted: PositionRange, in check: ProjectCheck, _ translation: DiagnosticTranslation
  ) -> [CodeAction] {
    var actions: [CodeAction] = []
    for diagnostic in check.diagnostics[file.uri] ?? [] {
      guard case .text(let source, _) = diagnostic.place, source === self.source else { continue }
      let message = translation.message(diagnostic, on: file.uri, in: check)
      guard message.range.touches(wanted) else { continue }
      for (index, fix) in diagnostic.fixes.enumerated() {
        let edit = TextEdit(range: range(fix.range), newText: fix.replacement)
        actions.append(
          CodeAction(
            title: title(of: fix), diagnostics: [message], isPreferred: index == 0,
            edit: CodeAction.Edit(changes: [file.uri.text: [edit]])))
      }
    }
    return actions
  }

  /// What a change does, as an order.
  private func title(of fix: FixIt) -> String {
    func quoted(_ text: String) -> String {
      let trimmed = String(text.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
      return trimmed.first == "«" && trimmed.count > 1 ? trimmed : "«\(trimmed)»"
    }
    if fix.replacement.isEmpty {
      return say("Удалить \(quoted(source.text(in: fix.range)))", "Remove \(quoted(source.text(in: fix.range)))")
    }
    let text = quoted(fix.replacement)
    return fix.range.isEmpty
      ? say("Вставить \(text)", "Insert \(text)") : say("Заменить на \(text)", "Replace with \(text)")
  }
}
