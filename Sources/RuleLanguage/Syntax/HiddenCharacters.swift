/// Characters that leave no mark on the screen but come along when text is pasted.
enum HiddenCharacters {
  /// Whether the character is one of them.
  static func contain(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x00AD, 0x034F, 0x061C, 0x180E, 0x200B...0x200F, 0x2060...0x2064, 0xFEFF: true
    default: scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value) || turnsDirection(scalar)
    }
  }

  /// Whether it reverses the order in which what follows is shown, so that a reader sees another text.
  static func turnsDirection(_ scalar: Unicode.Scalar) -> Bool {
    (0x202A...0x202E).contains(scalar.value) || (0x2066...0x2069).contains(scalar.value)
  }
}
