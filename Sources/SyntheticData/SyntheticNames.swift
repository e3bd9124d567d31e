import RouteModel

/// Names of people who do not exist: every surname says that it is an example.
struct SyntheticNames {
  private static let surnames = [
    "Примеров", "Образцов", "Тестов", "Вымыслов", "Шаблонов", "Условнов", "Черновиков", "Макетов", "Пробнов",
    "Эталонов",
  ]
  private static let women = ["Анна", "Мария", "Ольга", "Елена", "Ирина", "Наталья", "Светлана", "Татьяна"]
  private static let men = ["Иван", "Пётр", "Андрей", "Сергей", "Алексей", "Дмитрий"]
  private static let fathers = ["Иванов", "Петров", "Андреев", "Сергеев", "Алексеев", "Дмитриев"]

  func name(_ random: inout SeededGenerator) -> String {
    let surname = random.pick(Self.surnames) ?? "Примеров"
    let father = random.pick(Self.fathers) ?? "Иванов"
    if random.chance(78) { return "\(surname)а \(random.pick(Self.women) ?? "Анна") \(father)на" }
    return "\(surname) \(random.pick(Self.men) ?? "Иван") \(father)ич"
  }

  func position(_ role: Role, _ kind: OrganisationKind?) -> String {
    switch role {
    case .head: kind == .preschool ? "заведующий" : "директор"
    case .deputy: "заместитель директора"
    case .reserve: kind == .preschool ? "старший воспитатель" : "учитель"
    case .team: "член управленческой команды"
    case .municipalSpecialist: "методист"
    case .municipalHead: "начальник управления"
    }
  }
}
