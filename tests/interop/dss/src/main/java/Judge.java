import eu.europa.esig.dss.diagnostic.TimestampWrapper;
import eu.europa.esig.dss.model.DSSDocument;
import eu.europa.esig.dss.model.FileDocument;
import eu.europa.esig.dss.simplereport.SimpleReport;
import eu.europa.esig.dss.spi.DSSUtils;
import eu.europa.esig.dss.spi.validation.CommonCertificateVerifier;
import eu.europa.esig.dss.spi.x509.CommonTrustedCertificateSource;
import eu.europa.esig.dss.spi.x509.revocation.crl.ExternalResourcesCRLSource;
import eu.europa.esig.dss.spi.x509.revocation.ocsp.ExternalResourcesOCSPSource;
import eu.europa.esig.dss.validation.SignedDocumentValidator;
import eu.europa.esig.dss.validation.reports.Reports;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What EU DSS says of a file, by its own default policy.
 *
 * <p>Reads lines of standard input, each a case: {@code FILE TAB ANCHORS TAB CRLS TAB MOMENT TAB DETAILS}. ANCHORS is a folder of certificates
 * that are trusted; CRLS a folder of revocation lists and OCSP responses, the only ones there are: DSS asks nobody; MOMENT an instant (ISO 8601) or nothing
 * for now; DETAILS a file for the detailed report, or nothing. Answers each with a line per signature, {@code FILE TAB INDICATION TAB
 * SUB-INDICATION TAB FORMAT TAB WHY}, one per time-stamp that is a file of the container, whose format is ARCHIVE-TIME-STAMP, and one per
 * evidence record, whose format is EVIDENCE-RECORD; then an empty line.
 */
public final class Judge {
    public static void main(String[] arguments) throws IOException {
        BufferedReader cases = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = cases.readLine(); line != null; line = cases.readLine()) {
            String[] parts = line.split("\t", -1);
            try {
                judge(parts);
            } catch (RuntimeException | IOException error) {
                say(parts[0], "REFUSED", "", "", String.valueOf(error.getMessage()));
            }
            System.out.println();
            System.out.flush();
        }
    }

    private static void judge(String[] parts) throws IOException {
        CommonTrustedCertificateSource anchors = new CommonTrustedCertificateSource();
        for (Path file : files(parts[1], ".pem", ".cer")) {
            anchors.addCertificate(DSSUtils.loadCertificate(file.toFile()));
        }
        List<InputStream> lists = new ArrayList<>();
        for (Path file : files(parts[2], ".crl")) {
            lists.add(Files.newInputStream(file));
        }
        CommonCertificateVerifier verifier = new CommonCertificateVerifier(true);
        verifier.setTrustedCertSources(anchors);
        verifier.setCrlSource(new ExternalResourcesCRLSource(lists.toArray(new InputStream[0])));
        verifier.setOcspSource(new ExternalResourcesOCSPSource(responses(parts[2])));
        DSSDocument document = new FileDocument(new File(parts[0]));
        SignedDocumentValidator validator = SignedDocumentValidator.fromDocument(document);
        validator.setCertificateVerifier(verifier);
        if (!parts[3].isEmpty()) {
            validator.setValidationTime(Date.from(Instant.parse(parts[3])));
        }
        Reports reports = validator.validateDocument();
        if (!parts[4].isEmpty()) {
            Files.writeString(Path.of(parts[4]), reports.getXmlSimpleReport() + reports.getXmlDetailedReport() + reports.getXmlDiagnosticData());
        }
        SimpleReport report = reports.getSimpleReport();
        if (report.getSignatureIdList().isEmpty()) {
            say(parts[0], "NO-SIGNATURE", "", "", "");
        }
        for (String id : report.getSignatureIdList()) {
            Object sub = report.getSubIndication(id);
            String why = String.join("; ", report.getAdESValidationErrors(id).stream().map(message -> message.getValue()).toList());
            say(parts[0], String.valueOf(report.getIndication(id)), sub == null ? "" : sub.toString(), String.valueOf(report.getSignatureFormat(id)), why);
        }
        stamps(parts[0], reports);
        records(parts[0], report);
    }

    /** The time-stamps that are files of the container. */
    private static void stamps(String file, Reports reports) {
        SimpleReport report = reports.getSimpleReport();
        for (TimestampWrapper stamp : reports.getDiagnosticData().getTimestampList()) {
            if (stamp.getFilename() != null) {
                String id = stamp.getId();
                Object sub = report.getSubIndication(id);
                String why = String.join("; ", report.getAdESValidationErrors(id).stream().map(message -> message.getValue()).toList());
                say(file, String.valueOf(report.getIndication(id)), sub == null ? "" : sub.toString(), "ARCHIVE-TIME-STAMP", why);
            }
        }
    }

    /** The records of the container; DSS names those over a signature under that signature only. */
    private static void records(String file, SimpleReport report) {
        Set<String> records = new LinkedHashSet<>(report.getEvidenceRecordIdList());
        for (String id : report.getSignatureIdList()) {
            report.getSignatureEvidenceRecords(id).forEach(record -> records.add(record.getId()));
        }
        for (String id : records) {
            Object sub = report.getSubIndication(id);
            String why = String.join("; ", report.getAdESValidationErrors(id).stream().map(message -> message.getValue()).toList());
            say(file, String.valueOf(report.getIndication(id)), sub == null ? "" : sub.toString(), "EVIDENCE-RECORD", why);
        }
    }

    /** The OCSP responses in a folder that can be read. */
    private static InputStream[] responses(String folder) throws IOException {
        List<InputStream> found = new ArrayList<>();
        for (Path file : files(folder, ".ocsp")) {
            try {
                new ExternalResourcesOCSPSource(Files.newInputStream(file));
                found.add(Files.newInputStream(file));
            } catch (RuntimeException error) {
                // What is no response tells nothing.
            }
        }
        return found.toArray(new InputStream[0]);
    }

    private static void say(String... fields) {
        System.out.println(String.join("\t", Stream.of(fields).map(field -> field.replaceAll("[\\t\\r\\n]+", " ")).toList()));
    }

    private static List<Path> files(String folder, String... ends) throws IOException {
        if (folder.isEmpty()) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(Path.of(folder))) {
            return all.filter(path -> Stream.of(ends).anyMatch(end -> path.toString().endsWith(end))).sorted().toList();
        }
    }
}
