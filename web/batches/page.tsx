export default function InvitingPage() {
  return null;
}
