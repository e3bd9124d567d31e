/// Memory that equal parts of many routes share: a part is then one reference, however much it says.
///
/// Never changed after it is made, so it may be read by all threads.
@usableFromInline final class Shared<Fields: Sendable & Hashable>: Sendable, Hashable {
  let fields: Fields

  init(_ fields: Fields) { self.fields = fields }

  @usableFromInline static func == (left: Shared, right: Shared) -> Bool {
    left === right || left.fields == right.fields
  }

  @usableFromInline func hash(into hasher: inout Hasher) { hasher.combine(fields) }
}
