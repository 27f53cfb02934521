// Signs in, lists a year's hours with their explanation, downloads the certificate.
//
//   node client.mjs --address 127.0.0.1:50051 --login <ID number> --password <password> --year 2020 --out year.pdf
//
// Knows nothing but the .proto files. The password may also stand in the variable CE_PASSWORD.

import { createWriteStream } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import grpc from "@grpc/grpc-js";
import loader from "@grpc/proto-loader";

const PROTO = join(dirname(fileURLToPath(import.meta.url)), "..", "..", "proto");

const { values: options } = parseArgs({
  options: {
    address: { type: "string", default: "127.0.0.1:50051" },
    login: { type: "string" },
    password: { type: "string", default: process.env.CE_PASSWORD },
    year: { type: "string", default: String(new Date().getFullYear()) },
    out: { type: "string", default: "certificate.pdf" },
  },
});

const files = ["identity/v1/identity", "credit/v1/credit", "certificate/v1/certificate", "files/v1/file"];
const definition = loader.loadSync(
  files.map((name) => `ce/${name}_service.proto`),
  { includeDirs: [PROTO], keepCase: true, enums: String, longs: Number, defaults: true },
);
const { ce } = grpc.loadPackageDefinition(definition);
const credentials = grpc.credentials.createInsecure();
const metadata = new grpc.Metadata();

function client(Service) {
  const stub = new Service(options.address, credentials);
  return (method, request) =>
    new Promise((resolve, reject) => {
      const deadline = Date.now() + 30_000;
      stub[method](request, metadata, { deadline }, (error, answer) => (error ? reject(error) : resolve(answer)));
    });
}

const identity = client(ce.identity.v1.IdentityService);
const credit = client(ce.credit.v1.CreditService);
const certificate = client(ce.certificate.v1.CertificateService);

async function signIn() {
  const { person, tokens } = await identity("SignIn", { login: options.login, password: options.password });
  metadata.set("authorization", `Bearer ${tokens.access_token}`);
  console.log(`${person.name} ${person.id_number_masked}`);
}

async function listHours() {
  const { assessment } = await credit("GetYear", { year: Number(options.year) });
  const verdict = { COMPLIANCE_YES: "合格", COMPLIANCE_NO: "未合格", COMPLIANCE_UNKNOWN: "待定" };
  console.log(
    `${assessment.year} 年度：公需 ${assessment.public_amount} + 专业 ${assessment.professional_amount} = ` +
      `${assessment.total_amount}，${verdict[assessment.compliant]}`,
  );
  for (const activity of assessment.activities) {
    console.log(`- ${activity.title || activity.activity_type}：计 ${activity.counted}`);
    for (const cut of activity.not_counted) console.log(`    不计 ${cut.amount}：${cut.text}（${cut.clause}）`);
  }
}

async function download() {
  const { certificates } = await certificate("ListCertificates", { year: Number(options.year) });
  const live = certificates.find((one) => one.state === "CERTIFICATE_STATE_ISSUED");
  if (!live) return console.log("本年度没有有效证书");
  const { file_ticket } = await certificate("GetCertificate", { certificate_id: live.certificate_id });
  const files = new ce.files.v1.FileService(options.address, credentials);
  const target = createWriteStream(options.out);
  for await (const piece of files.DownloadFile({ file_ticket }, metadata)) target.write(piece.content);
  await new Promise((resolve) => target.end(resolve));
  console.log(`证书 ${live.number} 已保存到 ${options.out}`);
}

try {
  await signIn();
  await listHours();
  await download();
} catch (error) {
  console.error(`${grpc.status[error.code] ?? error.name}: ${error.details ?? error.message}`);
  process.exitCode = 1;
}
