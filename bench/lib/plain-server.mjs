// A plain http server in a process of its own, which answers every request with what every client takes for success.
import { createServer } from 'node:http';

const at = '2026-11-01T10:00:00.000Z';
const answer = Buffer.from(
  JSON.stringify({
    id: 'obj_1',
    object: 'customer',
    name: 'Ada',
    created: 1_761_991_200,
    createdAt: at,
    updatedAt: at,
    email: 'ada@shop.example',
    consumerId: 'csm_1',
    organizationId: 'org_1',
    phone: null,
    lastOrderAt: at,
    fullName: 'Ada',
    totalOrders: 3,
    ltv: '129.00',
    smsOptOut: false,
    currencyCode: 'EUR',
    orderId: 'ord_1',
    paymentId: 'pay_1',
    checkoutUrl: 'https://pay.example/1',
    expiresAt: at,
    deadline: at,
    domains: [],
    metadata: {},
  }),
);

const server = createServer((request, response) => {
  request.resume();
  request.on('end', () => {
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': answer.byteLength });
    response.end(answer);
  });
});
server.keepAliveTimeout = 60_000;
server.listen(0, '127.0.0.1', () => process.send(server.address().port));
process.on('disconnect', () => process.exit());
