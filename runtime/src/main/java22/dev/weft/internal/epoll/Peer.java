package dev.weft.internal.epoll;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.net.SocketOption;
import java.nio.file.FileSystems;
import java.nio.file.attribute.GroupPrincipal;
import java.nio.file.attribute.UserPrincipal;
import java.nio.file.attribute.UserPrincipalLookupService;

/** Who is at the other end of a Unix domain socket. */
final class Peer {
  private Peer() {}

  /**
   * The value of {@code SO_PEERCRED}. It is made by the type that the option names, a record of
   * these two, as its module may be absent.
   */
  static Object of(int user, int group, SocketOption<?> option) throws IOException {
    UserPrincipalLookupService service = FileSystems.getDefault().getUserPrincipalLookupService();
    UserPrincipal owner = service.lookupPrincipalByName(Accounts.user(user));
    GroupPrincipal members = service.lookupPrincipalByGroupName(Accounts.group(group));
    try {
      return option
          .type()
          .getConstructor(UserPrincipal.class, GroupPrincipal.class)
          .newInstance(owner, members);
    } catch (InvocationTargetException e) {
      throw new IOException(e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new UnsupportedOperationException("this JDK's SO_PEERCRED is of another shape", e);
    }
  }
}
