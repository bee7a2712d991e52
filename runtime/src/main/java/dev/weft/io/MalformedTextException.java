package dev.weft.io;

import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;

/** Thrown where bytes are to be text and aren't. */
public final class MalformedTextException extends CharacterCodingException {
  private static final long serialVersionUID = 1;

  /** What they were to be text in; a charset can't be serialized. */
  private final String charset;

  /** Where. */
  private final long position;

  /** What stands there. */
  private final byte found;

  MalformedTextException(Charset charset, long position, byte found) {
    this.charset = charset.name();
    this.position = position;
    this.found = found;
  }

  /**
   * Where the first byte stands that makes no character.
   *
   * @return how many bytes stand before it, of those that were to be made a text
   */
  public long position() {
    return position;
  }

  @Override
  public String getMessage() {
    return "not %s: byte 0x%02X at position %d is malformed; read bytes, or name another charset"
        .formatted(charset, found, position);
  }
}
