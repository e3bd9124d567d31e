import Diagnostics

/// The wording of what can be wrong with the form of a rule file.
enum SyntaxDiagnostics {
  static func unknownCharacter(_ source: SourceText, _ range: SourceRange) -> Diagnostic {
    let text = source.text(in: range)
    return Diagnostic(
      .error, "unknown-character",
      LocalizedText(
        ru: "символ «\(text)» в языке правил не используется", en: "the rule language does not use «\(text)»"),
      at: .text(source, range), fixes: [remove(range)])
  }

  static func commaInMeasure(_ source: SourceText, _ range: SourceRange) -> Diagnostic {
    Diagnostic(
      .error, "comma-in-measure",
      LocalizedText(
        ru: "в номере мероприятия ставится точка, а не запятая", en: "a measure's number has a point, not a comma"),
      at: .text(source, range),
      fixes: [
        FixIt(LocalizedText(ru: "замените «,» на «.»", en: "replace «,» with «.»"), range: range, replacement: ".")
      ])
  }

  static func emptyMeasure(_ source: SourceText, _ range: SourceRange) -> Diagnostic {
    Diagnostic(
      .error, "empty-measure",
      LocalizedText(
        ru: "после «№» ожидается номер мероприятия, например №1.6",
        en: "expected a measure's number after «№», for example №1.6"),
      at: .text(source, range))
  }

  static func unclosedText(_ source: SourceText, _ range: SourceRange, closing: String) -> Diagnostic {
    Diagnostic(
      .error, "unclosed-text",
      LocalizedText(
        ru: "кавычка открыта, но в этой строке не закрыта", en: "the quotation opens here but never closes on this line"
      ),
      at: .text(source, range),
      fixes: [
        FixIt(
          LocalizedText(ru: "добавьте «\(closing)» в конце текста", en: "add «\(closing)» at the end of the text"),
          range: SourceRange(range.upperBound, range.upperBound), replacement: closing)
      ])
  }

  static func expected(
    _ what: LocalizedText, found: LocalizedText, _ source: SourceText, _ range: SourceRange, fixes: [FixIt] = []
  ) -> Diagnostic {
    Diagnostic(
      .error, "syntax",
      LocalizedText(
        ru: "ожидается \(what.russian), а найдено \(found.russian)",
        en: "expected \(what.english), found \(found.english)"),
      at: .text(source, range), fixes: fixes)
  }

  static func missingKeyword(
    _ keyword: Keyword, in language: Language, before offset: Int, _ source: SourceText, _ range: SourceRange
  ) -> Diagnostic {
    let phrase = keyword.phrase(in: language)
    return Diagnostic(
      .error, "missing-keyword",
      LocalizedText(ru: "пропущено слово «\(phrase)»", en: "the word «\(phrase)» is missing"),
      at: .text(source, range),
      fixes: [
        FixIt(
          LocalizedText(ru: "вставьте «\(phrase)»", en: "insert «\(phrase)»"), range: SourceRange(offset, offset),
          replacement: phrase + " ")
      ])
  }

  static func mixedLanguages(
    _ keyword: Keyword, file: Language, _ source: SourceText, _ range: SourceRange
  ) -> Diagnostic {
    let phrase = keyword.phrase(in: file)
    let found = source.text(in: range)
    let (ru, en) = file == .russian ? ("русские", "Russian") : ("английские", "English")
    return Diagnostic(
      .error, "mixed-languages",
      LocalizedText(
        ru: "ключевые слова этого файла \(ru), а «\(found)» на другом языке",
        en: "this file's keywords are \(en), but «\(found)» is not"),
      at: .text(source, range),
      fixes: [
        FixIt(
          LocalizedText(ru: "замените на «\(phrase)»", en: "replace it with «\(phrase)»"), range: range,
          replacement: phrase)
      ])
  }

  static func mixedScripts(_ source: SourceText, _ range: SourceRange, correct: String) -> Diagnostic {
    let text = source.text(in: range)
    let alien = text.filter { character in !correct.lowercased().contains(character.lowercased()) }
    return Diagnostic(
      .error, "mixed-scripts",
      LocalizedText(
        ru:
          "в слове «\(text)» смешаны русские и латинские буквы (чужие: \(alien.map { "«\($0)»" }.joined(separator: ", ")))",
        en: "«\(text)» mixes Cyrillic and Latin letters (alien: \(alien.map { "«\($0)»" }.joined(separator: ", ")))"),
      at: .text(source, range),
      fixes: [
        FixIt(
          LocalizedText(ru: "напишите «\(correct)»", en: "write «\(correct)»"), range: range, replacement: correct)
      ])
  }

  private static func remove(_ range: SourceRange) -> FixIt {
    FixIt(LocalizedText(ru: "удалите его", en: "remove it"), range: range, replacement: "")
  }
}
