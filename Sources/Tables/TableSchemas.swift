/// The columns of every table, Russian headers first in messages.
enum TableSchemas {
  private static func column(
    _ english: String, _ russian: String, _ aliases: [String] = [], required: Bool = false
  ) -> Column {
    Column(english: english, russian: russian, aliases: aliases, isRequired: required)
  }

  static let competencies = [
    column("code", "код", required: true), column("type", "вид"), column("title", "название", required: true),
    column("parent", "родитель"), column("organisations", "организации"), column("source", "источник"),
    column("status", "статус"),
  ]
  static let measures = [
    column("code", "код", ["№", "номер"], required: true), column("title", "название", required: true),
    column("kind", "вид", required: true), column("track", "трек"), column("audience", "аудитория", required: true),
    column("hours", "часы"), column("hours_status", "статус часов"), column("format", "формат"),
    column("term", "срок"), column("from", "с"), column("to", "по"), column("term_status", "статус срока"),
    column("organiser", "исполнители"), column("coverage_percent", "охват, %", ["охват"]),
    column("denominator", "знаменатель"), column("expected_result", "ожидаемый результат"),
    column("alternatives", "альтернативы"), column("source", "источник"), column("note", "примечание"),
  ]
  static let gains = [
    column("measure", "мероприятие", required: true), column("competency", "компетенция", required: true),
    column("points", "баллы", required: true), column("status", "статус"),
  ]
  static let prerequisites = [
    column("measure", "мероприятие", required: true), column("requires", "требует", required: true),
    column("note", "примечание"),
  ]
  static let sessions = [
    column("measure", "мероприятие", required: true), column("session", "сессия", ["id"], required: true),
    column("from", "с", required: true), column("to", "по", required: true), column("municipality", "муниципалитет"),
    column("place", "место"), column("format", "формат"), column("seats", "места"), column("status", "статус"),
  ]
  static let indicators = [
    column("code", "код", required: true), column("name", "имя", required: true),
    column("title", "название", required: true), column("track", "трек"), column("K", "К"), column("O", "О"),
    column("sample", "выборка"), column("kind", "вид"), column("note", "примечание"),
  ]
  static let municipalities = [
    column("key", "ключ", required: true), column("name", "название", required: true), column("from", "с"),
    column("to", "по"), column("aliases", "псевдонимы"), column("travel_days", "дорога, дней", ["дорога"]),
    column("source", "источник"),
  ]

  static let people = [
    column("id", "id", ["код", "номер", "табельный номер"], required: true), column("name", "фио", ["ф.и.о.", "имя"]),
    column("municipality", "муниципалитет"), column("organisation", "организация"),
    column("organisation_kind", "вид организации"), column("position", "должность"),
    column("role", "роль", required: true), column("appointed_on", "назначен", ["дата назначения"]),
    column("management_retraining", "переподготовка"), column("formats", "форматы"), column("team", "команда"),
    column("mentor", "наставник"),
  ]
  /// Headers of e-mails in the table of people: only `exchange import` looks at them, to match people of other systems;
  /// they go nowhere else.
  static let contacts = ["почта", "email", "E-mail", "электронная почта", "адрес электронной почты"]
  static let organisations = [
    column("id", "id", ["код"], required: true), column("name", "название", ["наименование"]),
    column("municipality", "муниципалитет"), column("kind", "вид"), column("features", "признаки"),
    column("source", "источник"), column("date", "дата"),
  ]
  static let scores = [
    column("person", "человек", ["id"], required: true), column("competency", "компетенция", required: true),
    column("date", "дата", required: true), column("form", "форма"), column("score", "балл", required: true),
    column("maximum", "максимум"), column("items", "заданий"), column("wave", "волна"),
  ]
  static let indicatorValues = [
    column("person", "человек"), column("organisation", "организация"), column("period", "период", required: true),
    column("indicator", "показатель", required: true), column("value", "значение", required: true),
    column("source", "источник"),
  ]
  static let completions = [
    column("person", "человек", ["id"], required: true), column("measure", "мероприятие", required: true),
    column("date", "дата", required: true), column("hours", "часы"), column("document", "документ"),
    column("started", "начато", ["начало"]), column("session", "сессия"),
  ]
}
