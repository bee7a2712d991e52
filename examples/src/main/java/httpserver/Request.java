package httpserver;

import java.util.ArrayList;
import java.util.List;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpVersion;

/** The head of a request. */
final class Request {
  /** The length of a body that comes in chunks. */
  static final long CHUNKED = -1;

  private static final int FEW = 4;

  private final String method;
  private final String target;
  private final HttpVersion version;
  private final List<HttpField> fields = new ArrayList<>(FEW);
  private long length;
  private boolean close;
  private boolean keepAlive;
  private boolean expectsContinue;

  Request(String method, String target, HttpVersion version) {
    this.method = method;
    this.target = target;
    this.version = version;
  }

  void add(HttpField field) throws HttpError {
    fields.add(field);
    HttpHeader name = field.getHeader();
    if (name == null) {
      return;
    }
    switch (name) {
      case CONNECTION -> {
        close |= field.contains("close");
        keepAlive |= field.contains("keep-alive");
      }
      case CONTENT_LENGTH -> length = field.getLongValue();
      case TRANSFER_ENCODING -> requireChunked(field);
      case EXPECT -> requireContinue(field);
      default -> {}
    }
  }

  private void requireChunked(HttpField field) throws HttpError {
    if (isOld()) {
      throw new HttpError(400, "a Transfer-Encoding in HTTP/1.0");
    }
    if (!field.getValue().equalsIgnoreCase("chunked")) {
      throw new HttpError(501, "a Transfer-Encoding other than chunked");
    }
    length = CHUNKED;
  }

  private void requireContinue(HttpField field) throws HttpError {
    if (!field.getValue().equalsIgnoreCase("100-continue")) {
      throw new HttpError(417, "an expectation other than 100-continue");
    }
    expectsContinue = !isOld();
  }

  int size() {
    return fields.size();
  }

  String method() {
    return method;
  }

  /** The path with the query, as it was sent. */
  String target() {
    return target;
  }

  /** The value of a header field; null if there is none. */
  String field(HttpHeader name) {
    for (HttpField field : fields) {
      if (field.getHeader() == name) {
        return field.getValue();
      }
    }
    return null;
  }

  /** How many bytes the body has, or {@link #CHUNKED}. */
  long length() {
    return length;
  }

  boolean hasBody() {
    return length != 0;
  }

  boolean isHead() {
    return method.equals("HEAD");
  }

  /** Whether it is of HTTP/1.0. */
  boolean isOld() {
    return version == HttpVersion.HTTP_1_0;
  }

  /** Whether the client is going to ask for more over the same connection. */
  boolean keepsAlive() {
    return !close && (!isOld() || keepAlive);
  }

  /** Whether the client waits for a word before it sends the body. */
  boolean expectsContinue() {
    return expectsContinue;
  }
}
