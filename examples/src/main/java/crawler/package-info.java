/**
 * A crawler: it fetches a site from its start page on, as fast as the site's owner lets it and no
 * faster, and saves the pages.
 *
 * <p>{@link crawler.Crawler} runs it. {@code docs/guide/crawler.md} walks through it.
 */
package crawler;
