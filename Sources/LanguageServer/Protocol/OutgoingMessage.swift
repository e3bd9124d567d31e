import Foundation

/// Writes the server's messages. Keys are sorted, so that the same answer is the same bytes.
enum OutgoingMessage {
  private struct Response<Result: Encodable>: Encodable {
    var id: RequestID
    var result: Result?

    enum CodingKeys: String, CodingKey { case jsonrpc, id, result }

    func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encode("2.0", forKey: .jsonrpc)
      try container.encode(id, forKey: .id)
      // A result that is null has to be said.
      try container.encode(result, forKey: .result)
    }
  }

  private struct Failure: Encodable {
    var id: RequestID?
    var error: ResponseError

    enum CodingKeys: String, CodingKey { case jsonrpc, id, error }

    func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encode("2.0", forKey: .jsonrpc)
      try container.encode(id, forKey: .id)
      try container.encode(error, forKey: .error)
    }
  }

  private struct Call<Parameters: Encodable>: Encodable {
    var jsonrpc = "2.0"
    var id: RequestID?
    var method: String
    var params: Parameters
  }

  /// The answer to a request; nil is null.
  static func response<Result: Encodable>(_ id: RequestID, _ result: Result?) -> [UInt8] {
    encode(Response(id: id, result: result))
  }

  /// The refusal of a request, or of a message whose id is not known.
  static func failure(_ id: RequestID?, _ error: ResponseError) -> [UInt8] { encode(Failure(id: id, error: error)) }

  /// A notification.
  static func notification<Parameters: Encodable>(_ method: String, _ parameters: Parameters) -> [UInt8] {
    encode(Call(id: nil, method: method, params: parameters))
  }

  /// A request of the server's own.
  static func request<Parameters: Encodable>(
    _ id: RequestID, _ method: String, _ parameters: Parameters
  ) -> [UInt8] {
    encode(Call(id: id, method: method, params: parameters))
  }

  private static func encode(_ message: some Encodable) -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    // Only numbers that are not finite could fail, and there are none.
    guard let data = try? encoder.encode(message) else { return [] }
    return MessageFramer.frame(Array(data))
  }
}
