package httpserver;

/**
 * How much a client may ask for.
 *
 * @param target how many characters the target of a request has
 * @param head how many bytes all of a head has, and so has what follows a body
 * @param fields how many header fields a request has
 * @param body how many bytes a body has
 */
record Limits(int target, int head, int fields, long body) {}
