/*
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      http://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */
package io.github.camelatproto.social.web;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeVisitor;
import org.jspecify.annotations.Nullable;

/** What is left of a text from a feed or a page when the markup is gone. Safe for use by any thread. */
public final class PlainText {

    /** More than any title or summary that is shown; the time for nested HTML grows with its square. */
    private static final int LONGEST_INPUT = 20_000;
    private static final int LONGEST_ARTICLE = 200_000;
    private static final Pattern WHITE_SPACE = Pattern.compile("[\\s\\p{Z}\\p{Cc}]+");
    private static final Pattern INVISIBLE = Pattern.compile("[\u200B\uFEFF\u00AD]");
    private static final Pattern NOT_SHOWN = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]");

    private static final String ELLIPSIS = "...";

    private PlainText() {
    }

    /** Takes text that holds no markup, and gives one line, white space collapsed. */
    public static String ofText(@Nullable String text) {
        return text == null ? "" : oneLine(cut(text));
    }

    /**
     * Takes HTML and gives one line; tags, comments, scripts and styles are left out, entities are what they stand for.
     */
    public static String ofHtml(@Nullable String html) {
        return html == null ? "" : oneLine(Jsoup.parseBodyFragment(cut(html)).body().text());
    }

    /** Takes HTML and gives its paragraphs, an empty line between them, white space in each collapsed. */
    public static String paragraphs(@Nullable String html) {
        if (html == null) {
            return "";
        }
        Document document = Jsoup.parseBodyFragment(cut(html, LONGEST_ARTICLE));
        document.select("script, style, noscript, template").remove();
        List<String> paragraphs = new ArrayList<>();
        StringBuilder open = new StringBuilder();
        document.body().traverse(new NodeVisitor() {
            @Override
            public void head(Node node, int depth) {
                if (node instanceof TextNode text) {
                    open.append(text.getWholeText());
                } else if (node instanceof Element element && isBreak(element)) {
                    end();
                }
            }

            @Override
            public void tail(Node node, int depth) {
                if (node instanceof Element element && isBreak(element)) {
                    end();
                }
            }

            private void end() {
                String paragraph = oneLine(open.toString());
                if (!paragraph.isEmpty()) {
                    paragraphs.add(paragraph);
                }
                open.setLength(0);
            }
        });
        return String.join("\n\n", paragraphs);
    }

    private static boolean isBreak(Element element) {
        return element.isBlock() || element.normalName().equals("br");
    }

    /**
     * A text from outside as a log may show it: no control characters, nothing invisible, not too long.
     *
     * @param longest how many {@code char}s it may have, with the ellipsis that stands for what is left out
     */
    public static String shown(String text, int longest) {
        String clean = NOT_SHOWN.matcher(text).replaceAll(" ").strip();
        return clean.length() <= longest ? clean : start(clean, longest - ELLIPSIS.length()) + ELLIPSIS;
    }

    private static String oneLine(String text) {
        return WHITE_SPACE.matcher(INVISIBLE.matcher(text).replaceAll("")).replaceAll(" ").strip();
    }

    private static String cut(String text) {
        return cut(text, LONGEST_INPUT);
    }

    private static String cut(String text, int longest) {
        return text.length() <= longest ? text : start(text, longest);
    }

    /** No character is cut in half. */
    private static String start(String text, int longest) {
        return text.substring(0, Character.isHighSurrogate(text.charAt(longest - 1)) ? longest - 1 : longest);
    }
}
