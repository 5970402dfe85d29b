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
package io.github.camelatproto.social.feed;

import java.io.IOException;
import java.io.Reader;
import java.net.URI;

import org.xml.sax.Attributes;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.XMLFilterImpl;

import com.rometools.rome.feed.synd.SyndFeed;
import com.rometools.rome.feed.synd.SyndFeedImpl;
import com.rometools.rome.io.FeedException;
import com.rometools.rome.io.WireFeedInput;
import com.rometools.rome.io.impl.XmlFixerReader;
import io.github.camelatproto.social.web.WebLinks;
import org.jdom2.Document;
import org.jdom2.Element;
import org.jdom2.JDOMException;
import org.jdom2.Namespace;
import org.jdom2.filter.Filters;
import org.jdom2.input.SAXBuilder;
import org.jspecify.annotations.Nullable;

/**
 * XML as ROME reads it, with what ROME leaves out: a limit to how deep elements may be nested, since the time for it
 * grows with its square, and {@code xml:base}, which ROME heeds only by a static switch.
 */
final class FeedXml extends WireFeedInput {

    private static final int DEEPEST = 100;

    /** Ends the parsing where elements are nested too deep. For one document. */
    private static final class DepthLimit extends XMLFilterImpl {

        private int depth;

        @Override
        public void startElement(String uri, String localName, String name, Attributes attributes) throws SAXException {
            if (++depth > DEEPEST) {
                throw new SAXException("its elements are nested deeper than " + DEEPEST);
            }
            super.startElement(uri, localName, name, attributes);
        }

        @Override
        public void endElement(String uri, String localName, String name) throws SAXException {
            depth--;
            super.endElement(uri, localName, name);
        }
    }

    /**
     * Reads a feed. A DOCTYPE is refused.
     *
     * @param base where the document is, which a relative {@code xml:base} refers to
     */
    static SyndFeed read(Reader reader, @Nullable URI base) throws IOException, JDOMException, FeedException {
        FeedXml xml = new FeedXml();
        SAXBuilder builder = xml.createSAXBuilder();
        builder.setXMLFilter(new DepthLimit());
        Document document = builder.build(new XmlFixerReader(reader));
        for (Element link : document.getRootElement().getDescendants(Filters.element("link", null))) {
            resolve(link, base(link, base));
        }
        return new SyndFeedImpl(xml.build(document), true);
    }

    private static void resolve(Element link, @Nullable URI base) {
        if (base == null) {
            return;
        }
        String href = link.getAttributeValue("href");
        URI absolute = WebLinks.resolve(base, href == null ? link.getText() : href);
        if (absolute != null && href != null) {
            link.setAttribute("href", absolute.toString());
        } else if (absolute != null) {
            link.setText(absolute.toString());
        }
    }

    /** What {@code xml:base} says at the element or above it, or {@code null} if it says nothing. */
    private static @Nullable URI base(Element element, @Nullable URI document) {
        Element parent = element.getParentElement();
        URI outer = parent == null ? null : base(parent, document);
        String base = element.getAttributeValue("base", Namespace.XML_NAMESPACE);
        return base == null ? outer : WebLinks.resolve(outer == null ? document : outer, base);
    }
}
